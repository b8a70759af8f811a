using Grpc.Core;
using HtmIt.Core.Actors;
using HtmIt.Core.Names;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using ItemCase = HtmIt.V1.ExportedItem.ItemOneofCase;
using Metric = HtmIt.V1.Metric;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>What an import of everything must not bring: each such piece is refused for itself, and the call goes on.</summary>
public sealed class WholeImportRefusalTests : ServerFixture
{
    private const long Start = Ingest.Start;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Models:RowsWorthSaving"] = "1" };

    [TestCase("description", 401)]
    [TestCase("resource", 256)]
    [TestCase("tag_name", 256)]
    public async Task ImportAll_TextLongerThanIsKept_IsRefusedAlone(string field, int length)
    {
        var begin = Begin($"refused.{field}");
        Metric.Descriptor.FindFieldByName(field).Accessor.SetValue(begin.Metric.Metric, new string('x', length));
        var results = await ImportAsync([begin, End(0), Begin($"refused.after.{field}"), End(0)]);
        Assert.That(FieldOf(results[0]), Is.EqualTo($"item.metric.metric.{field}"));
        Assert.That(results[1].Response?.Created, Is.True);
    }

    [TestCase(0L, Start, "item.rows.first_row_id")]
    [TestCase(long.MaxValue, Start, "item.rows.first_row_id")]
    [TestCase(1L, 946_684_799L, "item.rows")]
    [TestCase(1L, 253_402_300_000L, "item.rows")]
    public async Task ImportAll_RowsThatCantBe_AreRefused(long first, long time, string field)
    {
        var results = await ImportAsync([Begin($"refused.{first}.{time}"), Rows(first, 1, time), End(1)]);
        Assert.That(FieldOf(results.Single()), Is.EqualTo(field));
        Assert.That((await RowsAsync($"refused.{first}.{time}")).Count, Is.Zero);
    }

    [TestCase("other row", "item.incidents.incidents[1]")]
    [TestCase("no later", "item.incidents.incidents[1].noticed")]
    [TestCase("last before noticed", "item.incidents.incidents[1].last")]
    [TestCase("end of the last row", "item.incidents.incidents[1].end")]
    [TestCase("no row", "item.incidents.incidents[1].peak")]
    [TestCase("no kind", "item.incidents.incidents[1].kind")]
    [TestCase("no share", "item.incidents.incidents[1].reasons[0].share")]
    [TestCase("kind twice", "item.incidents.incidents[1].reasons")]
    [TestCase("never told", "item.incidents.incidents[1].telling_count")]
    [TestCase("no number", "item.incidents.incidents[1].severity")]
    public async Task ImportAll_IncidentsThatCantBe_AreRefused(string fault, string field)
    {
        var incident = Incident(2);
        Action spoil = fault switch
        {
            "other row" => () => incident.Last.RowId = 4,
            "no later" => () => incident.Noticed.SampleTime.Seconds--,
            "last before noticed" => () => incident.Last = Incident(1).Last,
            "end of the last row" => () => incident.End = incident.Last,
            "no row" => () => incident.Peak = null,
            "no kind" => () => incident.Kind = IncidentKind.Unspecified,
            "kind twice" => () => incident.Reasons.Add(incident.Reasons[0]),
            "never told" => () => incident.TellingCount = 0,
            "no share" => () => incident.Reasons[0].Share = 1.5,
            _ => () => incident.Severity = double.NaN,
        };
        spoil();
        var incidents = new ExportedItem { Incidents = new() { Incidents = { Incident(1), incident } } };

        var results = await ImportAsync([Begin($"refused.incident.{field}"), Rows(1, 3), incidents, End(3)]);

        Assert.That(FieldOf(results.Single()), Is.EqualTo(field));
    }

    [Test] // the last rows of a file that was cut, and mended by hand
    public async Task ImportAll_OtherNumberOfRowsThanItsEndSays_IsRefused()
    {
        var results = await ImportAsync([Begin("refused.count"), Rows(1, 3), End(4)]);
        Assert.That(FieldOf(results.Single()), Is.EqualTo("item.metric_end.row_count"));
    }

    [TestCase(0L, 0L, true)]
    [TestCase(1L, 0L, false)]
    [TestCase(0L, 1L, false)]
    [TestCase(-1_000L, 0L, false)]
    public async Task ImportAll_StateOfARow_IsTakenOnlyOfThatRow(long rowShift, long timeShift, bool isTaken)
    {
        var name = $"refused.state.{rowShift}.{timeShift}";
        var model = await MonitorAsync(name);
        await Data.SendAsync(Ingest.Series(name, Values.Wave(3, 20)));
        Assert.That(MetricId.TryParseMetric(model.Metric.Name, out var id), Is.True);
        await Server.Services.GetRequiredService<IModelRuntime>().SaveAsync(id, CancellationToken.None);
        await Data.SendAsync(Ingest.Series(name, Values.Wave(4, 5), Ingest.Start + (20 * 300)));
        var items = await ExportAsync(name);
        foreach (var snapshot in items.Where(item => item.ItemCase == ItemCase.Snapshot).Select(item => item.Snapshot))
        {
            snapshot.LastRowId += rowShift;
            snapshot.LastSampleTime.Seconds += timeShift;
        }
        await Metrics.DeleteMetricAsync(new() { Name = model.Metric.Name });

        var result = (await ImportAsync(items)).Single();

        Assert.That(items.Count(item => item.ItemCase == ItemCase.Snapshot), Is.Positive);
        Assert.That(FieldOf(result), Is.EqualTo(isTaken ? null : "item.snapshot.last_row_id"));
        Assert.That((await MetricAsync(name)).Status, Is.EqualTo(isTaken ? V1.MetricStatus.Active : V1.MetricStatus.Unmonitored));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ImportAll_AnnotationOrDeviceThatCantBe_IsRefusedWhetherCheckedOrMade(bool validateOnly)
    {
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "refused.noted" } });
        var note = new Annotation
        {
            Name = $"annotations/{Guid.NewGuid():N}",
            AnnotatedTime = new() { Seconds = Start },
            Client = "test",
            User = "me",
            Resource = "refused.noted",
            Message = "m",
        };
        var results = await ImportAsync(
            [
                new() { Annotation = new(note) { User = "" } },
                new() { Annotation = new(note) { CreateTime = new() { Nanos = -1 } } },
                new()
                {
                    Device = new() { Name = "devices/refused", EmailAddress = "nobody" },
                },
                new() { Annotation = note },
            ],
            validateOnly
        );
        Assert.That(
            results.Select(FieldOf),
            Is.EqualTo(new[] { "item.annotation.user", "item.annotation.create_time", "item.device.email_address", null })
        );
    }

    private static string? FieldOf(ImportAllResponse result) => result.Error?.FieldViolations.Single().Field;

    private static ExportedItem Begin(string name) =>
        new()
        {
            Metric = new()
            {
                Metric = new()
                {
                    Name = $"metrics/{Guid.NewGuid():N}",
                    MetricName = name,
                    Datasource = V1.Datasource.Custom,
                    Status = V1.MetricStatus.Unmonitored,
                },
            },
        };

    private static ExportedItem Rows(long first, int count, long time = Start) =>
        new()
        {
            Rows = new()
            {
                FirstRowId = first,
                Rows =
                {
                    Enumerable
                        .Range(0, count)
                        .Select(i => new ExportedRow
                        {
                            SampleTime = new() { Seconds = time + i },
                            Value = i,
                        }),
                },
            },
        };

    /// <summary>One of one row, as <see cref="Rows"/> has it.</summary>
    private static ExportedIncident Incident(long rowId)
    {
        var row = new IncidentRow
        {
            RowId = rowId,
            SampleTime = new() { Seconds = Start + rowId - 1 },
        };
        return new()
        {
            Kind = IncidentKind.Values,
            Severity = 4,
            TellingCount = 1,
            Onset = row.Clone(),
            Peak = row.Clone(),
            Noticed = row.Clone(),
            Last = row.Clone(),
            Reasons =
            {
                new ExportedReason { Kind = EvidenceKind.Value, Share = 1 },
            },
        };
    }

    private static ExportedItem End(long count) => new() { MetricEnd = new() { RowCount = count } };

    /// <summary>The pieces of one metric.</summary>
    private async Task<List<ExportedItem>> ExportAsync(string name)
    {
        using var call = new ExchangeService.ExchangeServiceClient(Channel).ExportAll(new());
        var items = await call.ResponseStream.ReadAllAsync().Select(response => response.Item).ToListAsync();
        var begin = items.FindIndex(item => item.Metric?.Metric.MetricName == name);
        return items.GetRange(begin, items.FindIndex(begin, item => item.ItemCase == ItemCase.MetricEnd) - begin + 1);
    }

    private Task<List<ImportAllResponse>> ImportAsync(IReadOnlyList<ExportedItem> items, bool validateOnly = false) =>
        ExchangeCalls.ImportAsync(Channel, items, CancellationToken.None, validateOnly);
}
