using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Annotations;
using HtmIt.Core.Exchange;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.ExchangeService</c>.</summary>
internal sealed class ExchangeGrpcService(
    ExportMetrics exportMetrics,
    ImportMetrics importMetrics,
    IAnnotationStore annotations,
    CreateAnnotation createAnnotation,
    MovedIncidents movedIncidents,
    IDeviceStore devices,
    DeviceImport deviceImport,
    ISampleReader samples,
    TimeProvider time,
    ServerStop stop
) : ExchangeService.ExchangeServiceBase
{
    private const int PageSize = 1_000;

    public override Task ExportAll(
        ExportAllRequest request,
        IServerStreamWriter<ExportAllResponse> responseStream,
        ServerCallContext context
    )
    {
        MetricId? after = request.AfterMetric.Length > 0 ? MetricMapping.ToMetricId("after_metric", request.AfterMetric) : null;
        return stop.RunTransferAsync(
            async token =>
            {
                await foreach (var item in ItemsAsync(after, token))
                {
                    await responseStream.WriteAsync(new() { Item = item }, CancellationToken.None).WaitAsync(token);
                }
            },
            context
        );
    }

    public override Task ImportAll(
        IAsyncStreamReader<ImportAllRequest> requestStream,
        IServerStreamWriter<ImportAllResponse> responseStream,
        ServerCallContext context
    )
    {
        var session = new WholeImportSession(importMetrics, annotations, createAnnotation, movedIncidents, deviceImport);
        return stop.RunTransferAsync(token => session.RunAsync(requestStream, responseStream, token, context.CancellationToken), context);
    }

    private async IAsyncEnumerable<ExportedItem> ItemsAsync(
        MetricId? after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var end = new ExportEnd();
        var range = await samples.ReadRangeAsync(cancellationToken);
        var head = new ExportHead
        {
            ContractRevision = ContractRevision.Current,
            ServerVersion = ServerIdentity.Version,
            HistoryId = range.History.ToString(),
            ExportTime = time.GetUtcNow().ToTimestamp(),
        };
        yield return new() { Head = head };
        await foreach (var part in exportMetrics.ExecuteAsync(after, cancellationToken))
        {
            end.MetricCount += part is ExportedPart.End ? 1 : 0;
            foreach (var item in WholeMapping.ToProto(part))
            {
                yield return item;
            }
        }
        AnnotationKey? annotated = null;
        do
        {
            (var page, annotated) = await annotations.ListAsync(new(), annotated, PageSize, cancellationToken);
            foreach (var annotation in page)
            {
                end.AnnotationCount++;
                yield return new() { Annotation = AnnotationMapping.ToProto(annotation) };
            }
        } while (annotated is not null);
        for (var last = ""; await devices.ListAsync(last, PageSize, cancellationToken) is { Count: > 0 } page; last = page[^1].Id)
        {
            foreach (var device in page)
            {
                end.DeviceCount++;
                yield return new() { Device = DeviceMapping.ToProto(device) };
            }
        }
        yield return new() { End = end };
    }
}
