using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>Everything of one server moved to another: metrics of all datasources, whose scores go on bit for bit.</summary>
public sealed class WholeExchangeTests
{
    private const int RowsBefore = ExchangeContents.RowsBefore;
    private const int RowsAfter = 25;
    private const string GoesOn = "\"end_row\": null";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["HtmIt:CloudWatch:Enabled"] = "false",
        ["HtmIt:Models:RowsPerCheckpoint"] = "25",
        ["HtmIt:Models:RowsWorthSaving"] = "1",
    };

    private InProcessServer _source = null!;
    private InProcessServer _target = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _source = await StartServerAsync();
        _target = await StartServerAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var server in new[] { _source, _target })
        {
            await server.DisposeAsync();
            Assert.That(server.Errors, Is.Empty, "the server logged errors");
        }
    }

    [Test, CancelAfter(300_000)]
    public async Task ImportAll_MetricsOfAllDatasources_GoOnBitForBit(CancellationToken cancellationToken)
    {
        await ExchangeContents.FillAsync(_source, cancellationToken);
        // As retention leaves it: without the first rows only the saved state can go on.
        await Tables.ExecuteAsync(
            _source.ConnectionString,
            "delete from metric_data d using metric m where m.number = d.metric_number and m.name = 'whole.0' and d.row_id <= 20"
        );
        var items = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
        Assert.That(items.Count(item => item.ItemCase == ExportedItem.ItemOneofCase.Snapshot), Is.GreaterThan(100));
        var cut = items.First(item => item.Metric?.Metric.MetricName == "whole.0");
        Assert.That(cut.Metric.FirstRowId, Is.EqualTo(21));
        Assert.That(items.Max(item => item.CalculateSize()), Is.LessThan(2 << 20));

        var results = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);

        Assert.That(results.Where(one => one.OutcomeCase != ImportAllResponse.OutcomeOneofCase.Response), Is.Empty);
        Assert.That(results.Select(one => one.Response.Created), Is.All.True);
        Assert.That(results.Count(one => one.Source.StartsWith("metrics/", StringComparison.Ordinal)), Is.EqualTo(200));
        Assert.That(results.Single(one => one.Source == "devices/ops").Response.WebhookSecretMissing, Is.True);
        var before = await ExchangeTables.RowsAsync(_source);
        Assert.That(await ExchangeTables.RowsAsync(_target), Is.EqualTo(before));
        var incidents = await ExchangeTables.IncidentsAsync(_source);
        Assert.That(incidents, Has.Some.Contains(GoesOn).And.Some.Not.Contains(GoesOn));
        Assert.That(await ExchangeTables.IncidentsAsync(_target), Is.EqualTo(incidents));
        Assert.That(await ExchangeTables.MetricsAsync(_target), Is.EqualTo(await ExchangeTables.MetricsAsync(_source)));

        foreach (var server in new[] { _source, _target })
        {
            await ExchangeContents.FeedAsync(server, ExchangeContents.Customs, RowsBefore, RowsAfter, cancellationToken);
        }
        var after = await ExchangeTables.RowsAsync(_source);
        Assert.That(after, Has.Count.EqualTo(before.Count + (200 * RowsAfter)));
        Assert.That(await ExchangeTables.RowsAsync(_target), Is.EqualTo(after));
        var ended = await ExchangeTables.IncidentsAsync(_source);
        Assert.That(ended, Has.None.Contains(GoesOn));
        Assert.That(await ExchangeTables.IncidentsAsync(_target), Is.EqualTo(ended));
    }

    [Test, CancelAfter(120_000)] // It learns from all rows again, and finds none of these: they are as old as the rows.
    public async Task ImportAll_IncidentsWithoutAState_AreTaken(CancellationToken cancellationToken)
    {
        var items = await ExportOldAsync(cancellationToken);
        items.RemoveAll(item => item.ItemCase == ExportedItem.ItemOneofCase.Snapshot);

        var results = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);

        Assert.That(results.Select(one => one.Response?.Created), Is.All.True);
        var incidents = await ExchangeTables.IncidentsAsync(_source);
        Assert.That(incidents, Is.Not.Empty);
        Assert.That(await ExchangeTables.IncidentsAsync(_target), Is.EqualTo(incidents));
    }

    [Test, CancelAfter(120_000)] // as a server made it that had none
    public async Task ImportAll_FileWithoutIncidents_IsTaken(CancellationToken cancellationToken)
    {
        var items = await ExportOldAsync(cancellationToken);
        items.RemoveAll(item => item.ItemCase == ExportedItem.ItemOneofCase.Incidents);

        var results = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);

        Assert.That(results.Select(one => one.Response?.Created), Is.All.True);
        Assert.That(await ExchangeTables.RowsAsync(_target), Is.EqualTo(await ExchangeTables.RowsAsync(_source)));
        Assert.That(await ExchangeTables.IncidentsAsync(_target), Is.Empty);
    }

    [Test, CancelAfter(300_000)]
    public async Task ImportAll_CheckedCutOffAndRepeated_IsCompletedOnce(CancellationToken cancellationToken)
    {
        await ExchangeContents.MonitorAsync(_source, 3);
        await ExchangeContents.FeedAsync(_source, 3, 0, RowsBefore, cancellationToken);
        await ExchangeContents.AnnotateAsync(_source, "whole.1");
        var items = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
        var empty = await Tables.DumpAsync(_target.ConnectionString);

        var checkedOnly = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken, validateOnly: true);
        Assert.That(checkedOnly.Select(one => one.Response.Created), Is.All.True);
        Assert.That(checkedOnly.Sum(one => one.Response.StoredRowCount), Is.EqualTo(3 * RowsBefore));
        Assert.That(await Tables.DumpAsync(_target.ConnectionString), Is.EqualTo(empty), "nothing was changed");

        // In the middle of the second metric, after its rows.
        var place = items.FindIndex(items.FindIndex(item => item.MetricEnd is not null) + 1, item => item.MetricEnd is not null);
        var half = await ExchangeCalls.ImportAsync(_target.Channel, items.Take(place), cancellationToken);
        Assert.That(
            half.Select(one => one.OutcomeCase),
            Is.EqualTo(new[] { ImportAllResponse.OutcomeOneofCase.Response, ImportAllResponse.OutcomeOneofCase.Error })
        );

        var whole = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);
        Assert.That(whole.Select(one => one.Response.Created), Is.EqualTo(new[] { false, true, true, true }));
        Assert.That(whole.Select(one => one.Response.StoredRowCount), Is.EqualTo(new[] { 0, 0, RowsBefore, 0 }));
        Assert.That(await ExchangeTables.RowsAsync(_target), Is.EqualTo(await ExchangeTables.RowsAsync(_source)));
        var again = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);
        Assert.That(again.Select(one => one.Response.Created), Is.All.False);
    }

    [Test, CancelAfter(120_000)]
    public async Task ExportAll_AfterAMetric_GivesTheRestOfOneThatBroke(CancellationToken cancellationToken)
    {
        await ExchangeContents.MonitorAsync(_source, 3);
        await ExchangeContents.FeedAsync(_source, 3, 0, RowsBefore, cancellationToken);
        var all = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
        var end = all.FindIndex(item => item.MetricEnd is not null);
        var first = all.Take(end + 1).ToList();
        var last = first.Last(item => item.Metric is not null).Metric.Metric.Name;

        var rest = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken, after: last);

        Assert.That(rest[0].Head, Is.EqualTo(all[0].Head).Using<ExportHead>((one, other) => one.HistoryId == other.HistoryId));
        Assert.That(rest.Skip(1).SkipLast(1), Is.EqualTo(all.Skip(end + 1).SkipLast(1)));
        Assert.That((all[^1].End.MetricCount, rest[^1].End.MetricCount), Is.EqualTo((3, 2)));
        await ExchangeCalls.ImportAsync(_target.Channel, [.. first, .. rest], cancellationToken);
        Assert.That(await ExchangeTables.RowsAsync(_target), Is.EqualTo(await ExchangeTables.RowsAsync(_source)));

        var gone = await Refusal.OfAsync(() =>
            ExchangeCalls.ExportAsync(_source.Channel, cancellationToken, after: $"metrics/{Guid.NewGuid():N}")
        );
        Assert.That(gone.Reason, Is.EqualTo("METRIC_NOT_FOUND"));
    }

    [Test, CancelAfter(120_000)]
    public async Task ImportAll_HeadOfAnotherRevision_EndsBeforeAnythingIsChanged(CancellationToken cancellationToken)
    {
        await ExchangeContents.MonitorAsync(_source, 1);
        var items = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
        Assert.That(
            (items[0].Head.ContractRevision, items[0].Head.ServerVersion),
            Is.EqualTo((ContractRevision.Current, ServerIdentity.Version))
        );
        var empty = await Tables.DumpAsync(_target.ConnectionString);

        foreach (var revision in new[] { ContractRevision.Oldest - 1, ContractRevision.Current + 1 })
        {
            items[0].Head.ContractRevision = revision;
            var refusal = await Refusal.OfAsync(() => ExchangeCalls.ImportAsync(_target.Channel, items.Take(1), cancellationToken));
            Assert.That((refusal.Reason, refusal.Field), Is.EqualTo(("INVALID_FIELD", "item.head.contract_revision")));
        }

        Assert.That(await Tables.DumpAsync(_target.ConnectionString), Is.EqualTo(empty));
    }

    [Test, CancelAfter(120_000)]
    public async Task ImportAll_MetricWithRowsOfItsOwn_IsRefusedAlone(CancellationToken cancellationToken)
    {
        await ExchangeContents.MonitorAsync(_source, 2);
        await ExchangeContents.FeedAsync(_source, 2, 0, 10, cancellationToken);
        var items = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
        var data = new MetricDataService.MetricDataServiceClient(_target.Channel);
        await data.WriteMetricDataAsync(
            new() { Series = { ExchangeContents.Series(0, 0, 3, shift: 7) } },
            cancellationToken: cancellationToken
        );
        var own = await ExchangeTables.RowsAsync(_target);

        var results = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);

        var refused = results.Single(one => one.Error is not null);
        Assert.That(refused.Error.FieldViolations.Single().Field, Is.EqualTo("item.metric"));
        Assert.That(results.Single(one => one != refused).Response.StoredRowCount, Is.EqualTo(10));
        Assert.That(
            (await ExchangeTables.RowsAsync(_target)).Where(row => row.StartsWith("whole.0", StringComparison.Ordinal)),
            Is.EqualTo(own)
        );
    }

    [Test, CancelAfter(120_000)] // Incidents are called otherwise on every server.
    public async Task ImportAll_AnnotationOfAnIncident_FollowsIt(CancellationToken cancellationToken)
    {
        await ExportOldAsync(cancellationToken);
        var listed = await new IncidentService.IncidentServiceClient(_source.Channel).ListIncidentsAsync(
            new(),
            cancellationToken: cancellationToken
        );
        var noted = listed.Incidents[^1];
        var gone = $"incidents/{Guid.NewGuid():N}";
        var items = await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
        var end = items.FindIndex(item => item.End is not null);
        items.InsertRange(end, [Note(noted, noted.Name), Note(noted, gone)]);

        var results = await ExchangeCalls.ImportAsync(_target.Channel, items, cancellationToken);

        Assert.That(results.Select(one => one.Response?.Created), Is.All.True);
        var notes = await new AnnotationService.AnnotationServiceClient(_target.Channel).ListAnnotationsAsync(
            new(),
            cancellationToken: cancellationToken
        );
        Assert.That(notes.Annotations.Select(one => one.Incident), Does.Contain(gone).And.No.Member(noted.Name));
        var name = notes.Annotations.Single(one => one.Incident != gone).Incident;
        var moved = await new IncidentService.IncidentServiceClient(_target.Channel).GetIncidentAsync(
            new() { Name = name },
            cancellationToken: cancellationToken
        );
        Assert.That((moved.Incident.Noticed, moved.Incident.Peak), Is.EqualTo((noted.Noticed, noted.Peak)));
    }

    private static ExportedItem Note(Incident incident, string name) =>
        new()
        {
            Annotation = new()
            {
                Name = $"annotations/{Guid.NewGuid():N}",
                AnnotatedTime = incident.Onset.SampleTime,
                Client = "test",
                User = "me",
                Metric = incident.Metric,
                Incident = name,
                Message = "seen",
            },
        };

    /// <summary>A few metrics, one of which is old enough for incidents.</summary>
    private async Task<List<ExportedItem>> ExportOldAsync(CancellationToken cancellationToken)
    {
        await ExchangeContents.MonitorAsync(_source, 4);
        await ExchangeContents.FeedPastAsync(_source, cancellationToken);
        await ExchangeContents.FeedAsync(_source, 4, 0, RowsBefore, cancellationToken);
        return await ExchangeCalls.ExportAsync(_source.Channel, cancellationToken);
    }

    private static async Task<InProcessServer> StartServerAsync() =>
        await InProcessServer.StartAsync(
            await TestDatabases.CreateAsync(),
            Settings,
            null,
            services => services.AddSingleton<IAwsInventory>(new FakeInventory())
        );
}
