using Grpc.Core;
using HtmIt.Core.Annotations;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Names;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;
using Annotation = HtmIt.V1.Annotation;

namespace HtmIt.Server.Services;

/// <summary>One call of ImportAll: takes the pieces as they come and says what became of each metric, annotation and device.</summary>
internal sealed class WholeImportSession(
    ImportMetrics metrics,
    IAnnotationStore annotations,
    CreateAnnotation createAnnotation,
    MovedIncidents movedIncidents,
    DeviceImport devices
)
{
    /// <summary>What a state may have that is kept in memory until it is complete. The largest models have a few MiB.</summary>
    private const int MostStateBytes = 64 << 20;

    private static readonly FieldPath Item = FieldPath.Proto("item");

    /// <summary>The resources of imported metrics, by what they were called: annotations follow them.</summary>
    private readonly Dictionary<string, string> _resources = new(StringComparer.Ordinal);

    /// <summary>Their names here, by those where they come from.</summary>
    private readonly Dictionary<string, string> _metrics = new(StringComparer.Ordinal);

    private Pending? _pending;
    private bool? _validateOnly;
    private int _index;

    /// <summary>A metric whose end has not come yet.</summary>
    private sealed class Pending(ExportedMetric proto)
    {
        public string Source { get; } = proto.Metric?.Name ?? "";

        public string Resource { get; } = proto.Metric?.Resource ?? "";

        public MetricImport? Import { get; set; }

        public ItemError? Error { get; set; }

        public List<ModelSnapshot> Snapshot { get; } = [];

        public long SnapshotBytes { get; set; }
    }

    /// <param name="reading">Cancelled when no more pieces are to be taken; one that is being imported is done first.</param>
    public async Task RunAsync(
        IAsyncStreamReader<ImportAllRequest> requests,
        IServerStreamWriter<ImportAllResponse> responses,
        CancellationToken reading,
        CancellationToken cancellationToken
    )
    {
        while (await requests.MoveNext(reading))
        {
            _validateOnly ??= requests.Current.ValidateOnly;
            foreach (var response in await TakeAsync(requests.Current.Item ?? new(), cancellationToken))
            {
                response.Index = _index++;
                await responses.WriteAsync(response, CancellationToken.None);
            }
        }
        if (CutOff() is { } last)
        {
            last.Index = _index;
            await responses.WriteAsync(last, CancellationToken.None);
        }
    }

    private bool ValidateOnly => _validateOnly!.Value;

    private async Task<IReadOnlyList<ImportAllResponse>> TakeAsync(ExportedItem item, CancellationToken cancellationToken)
    {
        switch (item.ItemCase)
        {
            case ExportedItem.ItemOneofCase.Head:
                Check(item.Head);
                return With(CutOff());
            case ExportedItem.ItemOneofCase.Metric:
                return await BeginAsync(item.Metric, cancellationToken);
            case ExportedItem.ItemOneofCase.Rows when _pending is { } pending:
                await ContinueAsync(pending, import => import.AddAsync(WholeMapping.ToRows(item.Rows), cancellationToken));
                return [];
            case ExportedItem.ItemOneofCase.Incidents when _pending is { } pending:
                var incidents = item.Incidents;
                await ContinueAsync(pending, import => import.AddAsync(WholeIncidentMapping.ToIncidents(incidents), cancellationToken));
                return [];
            case ExportedItem.ItemOneofCase.Snapshot when _pending is { } pending:
                await ContinueAsync(pending, _ => TakeSnapshot(pending, item.Snapshot));
                return [];
            case ExportedItem.ItemOneofCase.MetricEnd when _pending is { } pending:
                return [await FinishAsync(pending, item.MetricEnd.RowCount, cancellationToken)];
            case ExportedItem.ItemOneofCase.Annotation:
                return With(CutOff(), await AnswerAsync(item.Annotation.Name, () => AddAsync(item.Annotation, cancellationToken)));
            case ExportedItem.ItemOneofCase.Device:
                var device = item.Device;
                return With(CutOff(), await AnswerAsync(device.Name, () => devices.ExecuteAsync(device, ValidateOnly, cancellationToken)));
            case ExportedItem.ItemOneofCase.End:
                return With(CutOff());
            default:
                return
                [
                    await AnswerAsync(
                        "",
                        () =>
                            throw Item.Invalid(
                                item.ItemCase,
                                "must be a metric, what belongs to the metric before it, an annotation or a device"
                            )
                    ),
                ];
        }
    }

    /// <exception cref="DomainException">InvalidField: it ends the whole import, as every piece after the head could mean something else.
    /// </exception>
    private static void Check(ExportHead head)
    {
        if (head.ContractRevision is < ContractRevision.Oldest or > ContractRevision.Current)
        {
            var read = ContractRevision.Oldest == ContractRevision.Current ? "" : $"{ContractRevision.Oldest} to ";
            throw Item["head"]
                ["contract_revision"]
                .Invalid(
                    head.ContractRevision,
                    $"must be {read}{ContractRevision.Current}, which this server reads: export it with a server of the same release"
                );
        }
    }

    private async Task<IReadOnlyList<ImportAllResponse>> BeginAsync(ExportedMetric proto, CancellationToken cancellationToken)
    {
        var cutOff = _pending?.Source == proto.Metric?.Name ? null : CutOff();
        var pending = new Pending(proto);
        var before = _pending;
        _pending = pending;
        (_, pending.Error) = await ItemErrors.CatchAsync(async () =>
        {
            if (before?.Import is { } begun)
            {
                await begun.UndoAsync(cancellationToken);
            }
            return pending.Import = await metrics.BeginAsync(WholeMapping.ToWhole(proto), ValidateOnly, cancellationToken);
        });
        return With(cutOff);
    }

    private static async Task ContinueAsync(Pending pending, Func<MetricImport, Task> take)
    {
        if (pending.Import is { } import && pending.Error is null)
        {
            (_, pending.Error) = await ItemErrors.CatchAsync(async () =>
            {
                await take(import);
                return true;
            });
        }
    }

    private static Task TakeSnapshot(Pending pending, ModelSnapshot part)
    {
        pending.SnapshotBytes += part.State.Length;
        if (pending.SnapshotBytes > MostStateBytes)
        {
            throw Item["snapshot"]["state"].Invalid(pending.SnapshotBytes, $"must have at most {MostStateBytes} bytes");
        }
        pending.Snapshot.Add(part);
        return Task.CompletedTask;
    }

    private async Task<ImportAllResponse> FinishAsync(Pending pending, long rowCount, CancellationToken cancellationToken)
    {
        _pending = null;
        if (pending.Error is { } refused)
        {
            return new() { Source = pending.Source, Error = refused };
        }
        return await AnswerAsync(
            pending.Source,
            async () =>
            {
                var import = pending.Import!;
                var created = await import.FinishAsync(WholeMapping.ToState(pending.Snapshot), rowCount, cancellationToken);
                _resources[pending.Resource] = import.Resource;
                if (import.Metric is { } metric)
                {
                    _metrics[pending.Source] = metric.Id.ResourceName;
                }
                return new()
                {
                    Name = import.Metric?.Id.ResourceName ?? "",
                    Created = created,
                    StoredRowCount = import.StoredRows,
                };
            }
        );
    }

    private async Task<ImportedItem> AddAsync(Annotation proto, CancellationToken cancellationToken)
    {
        var id = AnnotationMapping.ToId("annotation.name", proto.Name);
        var request = new CreateAnnotationRequest { Annotation = proto.Clone(), AnnotationId = id.Value.ToString("N") };
        request.Annotation.Resource = _resources.GetValueOrDefault(proto.Resource, proto.Resource);
        request.Annotation.Metric = _metrics.GetValueOrDefault(proto.Metric, proto.Metric);
        var createTime = MetricDataMapping.ToTime("annotation.create_time", proto.CreateTime) ?? 0;
        var annotation = AnnotationMapping.ToAnnotation(request, DateTimeOffset.FromUnixTimeSeconds(createTime));
        if (annotation is { Incident: { } incident, Metric: { } here } && MetricId.TryParseMetric(proto.Metric, out var there))
        {
            annotation = annotation with { Incident = await movedIncidents.FindAsync(incident, there, here, cancellationToken) };
        }
        var isKnown = await annotations.FindAsync(id, cancellationToken) is not null;
        if (!isKnown && ValidateOnly)
        {
            AnnotationRules.Check(annotation);
        }
        else if (!isKnown)
        {
            await createAnnotation.TakeOverAsync(annotation, cancellationToken);
        }
        return new() { Name = proto.Name, Created = !isKnown };
    }

    /// <summary>What is said of a metric whose end did not come.</summary>
    private ImportAllResponse? CutOff()
    {
        if (_pending is not { } pending)
        {
            return null;
        }
        _pending = null;
        var refusal = Item["metric"]
            .Invalid(pending.Source, "must be followed by its rows and its end: the import goes on there when it is repeated");
        return new() { Source = pending.Source, Error = pending.Error ?? ItemErrors.ToProto(refusal) };
    }

    private static async Task<ImportAllResponse> AnswerAsync(string source, Func<Task<ImportedItem>> work)
    {
        var (result, error) = await ItemErrors.CatchAsync(() => InItemAsync(work));
        return error is null ? new() { Source = source, Response = result } : new() { Source = source, Error = error };
    }

    /// <summary>What other calls have by itself stands in the item here.</summary>
    private static async Task<ImportedItem> InItemAsync(Func<Task<ImportedItem>> work)
    {
        try
        {
            return await work();
        }
        catch (DomainException refusal) when (refusal.Violations.Any(one => !one.Field.StartsWith("item", StringComparison.Ordinal)))
        {
            throw DomainErrors.InvalidFields([.. refusal.Violations.Select(one => one with { Field = $"item.{one.Field}" })]);
        }
    }

    private static IReadOnlyList<ImportAllResponse> With(params ImportAllResponse?[] responses) =>
        [.. responses.Where(one => one is not null).Select(one => one!)];
}
