using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;
using ModelDefinition = HtmIt.Core.Specs.ModelDefinition;
using ValueRange = HtmIt.Core.Specs.ValueRange;

namespace HtmIt.Server.Tests.Models;

/// <summary>A score depends on the rows so far and on the spec: not on when the model was started, how rows were batched, restarts, moves to
/// another server, or rows that come later.</summary>
public sealed class OnePathTests
{
    private const int Rows = 640;
    private const int Cut = 400;

    private static readonly Dictionary<string, string?> SmallSteps = new()
    {
        ["HtmIt:Models:RowsPerCheckpoint"] = "90",
        ["HtmIt:Models:RowsWorthSaving"] = "1",
        ["HtmIt:Models:BacklogSliceRows"] = "70",
    };

    /// <summary>A daily wave; a first value and a later one that are absurd; a spread that grows for good.</summary>
    private static readonly double[] Life = [1.8e19, .. Values.Wave(60, 299), -1e18, .. Values.Wave(61, Rows - 301, high: 3_000)];

    [Test, CancelAfter(300_000)]
    public async Task Scores_EveryWay_AreTheSameBits([Values] bool withRange, CancellationToken cancellationToken)
    {
        var database = await TestDatabases.CreateAsync();
        var moved = await TestDatabases.CreateAsync();
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            var data = new MetricDataService.MetricDataServiceClient(server.Channel);
            await MonitorAsync(server, "live", withRange);
            await SendAsync(data, "live", 0, Rows, step: 1, cancellationToken);
            await SendAsync(data, "loaded", 0, Rows, step: Rows, cancellationToken);
            await MonitorAsync(server, "loaded", withRange);
            await MonitorAsync(server, "before", withRange);
            await SendAsync(data, "before", 0, Rows, step: Rows, cancellationToken);
            await SendAsync(data, "between", 0, Cut, step: 37, cancellationToken);
            await MonitorAsync(server, "between", withRange);
            await SendAsync(data, "between", Cut, Rows, step: 11, cancellationToken);
            foreach (var name in new[] { "restarted", "replayed", "moved" })
            {
                await MonitorAsync(server, name, withRange);
                await SendAsync(data, name, 0, Cut, step: 100, cancellationToken);
            }
            await ActiveAsync(server, cancellationToken);
            await MoveAsync(server, moved, withRange, cancellationToken);
        }
        await Tables.ExecuteAsync(
            database,
            "delete from model_checkpoint c using metric m where m.number = c.metric_number and m.name = 'replayed'"
        );
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            var data = new MetricDataService.MetricDataServiceClient(server.Channel);
            await SendAsync(data, "restarted", Cut, Rows, step: 1, cancellationToken);
            await SendAsync(data, "replayed", Cut, Rows, step: Rows, cancellationToken);
            await ActiveAsync(server, cancellationToken);
            Assert.That(server.Errors, Is.Empty);
        }

        var live = await Tables.RowsAsync(database, "live");
        Assert.That(live.Select(row => row.Value), Is.EqualTo(Life));
        LogChecks.AssertScores(live, new ModelDefinition { Resolution = withRange ? new ValueRange(0, 100).Resolution() : null });
        var incidents = await Tables.IncidentsAsync(database, "live");
        Assert.That(incidents, Is.Not.Empty);
        foreach (var name in new[] { "loaded", "before", "between", "restarted", "replayed" })
        {
            Assert.That(Bits(await Tables.RowsAsync(database, name)), Is.EqualTo(Bits(live)), name);
            Assert.That(await Tables.IncidentsAsync(database, name), Is.EqualTo(incidents), name);
        }
        Assert.That(Bits(await Tables.RowsAsync(moved, "moved")), Is.EqualTo(Bits(live)), "moved");
        Assert.That(await Tables.IncidentsAsync(moved, "moved"), Is.EqualTo(incidents), "moved");
    }

    [Test, CancelAfter(120_000)] // The evidence goes on growing between two steps of an incident.
    public async Task Incidents_ThatGoOn_AreTheSameOneByOneAndAtOnce(CancellationToken cancellationToken)
    {
        var database = await TestDatabases.CreateAsync();
        await using var server = await InProcessServer.StartAsync(database);
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        for (var length = 2; length <= 14; length += 2)
        {
            double[] life = [.. Values.Wave(63, 400), .. Values.Wave(64, length, low: 300, high: 400)];
            foreach (var (name, step) in new[] { ($"one.{length}", 1), ($"whole.{length}", life.Length) })
            {
                await MonitorAsync(server, name, withRange: true);
                await SendAsync(data, name, life, 0, life.Length, step, cancellationToken);
            }
            var incidents = await Tables.IncidentsAsync(database, $"one.{length}");
            Assert.That(incidents[^1], Does.Contain("\"end_row\": null"), $"{length}");
            Assert.That(await Tables.IncidentsAsync(database, $"whole.{length}"), Is.EqualTo(incidents), $"{length}");
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task Seed_OtherSettingLater_LeavesTheModelAlone(CancellationToken cancellationToken)
    {
        var database = await TestDatabases.CreateAsync();
        foreach (var (seed, name) in new[] { ("7", "first"), ("8", "second") })
        {
            var settings = new Dictionary<string, string?>(SmallSteps) { ["HtmIt:Models:Seed"] = seed };
            await using var server = await InProcessServer.StartAsync(database, settings);
            var data = new MetricDataService.MetricDataServiceClient(server.Channel);
            if (name == "second")
            {
                // Its checkpoint is gone: the model is made again.
                await SendAsync(data, "first", Cut, Rows, step: Rows, cancellationToken);
            }
            await MonitorAsync(server, name, withRange: false);
            await SendAsync(data, name, 0, Cut, step: Cut, cancellationToken);
            await ActiveAsync(server, cancellationToken);
            await server.DisposeAsync();
            await Tables.ExecuteAsync(database, "delete from model_checkpoint");
        }

        LogChecks.AssertScores(await Tables.RowsAsync(database, "first"), new ModelDefinition { Seed = 7 });
        LogChecks.AssertScores(await Tables.RowsAsync(database, "second"), new ModelDefinition { Seed = 8 });
    }

    /// <summary>Takes everything to another server, which goes on with the rows that are missing.</summary>
    private static async Task MoveAsync(InProcessServer source, string database, bool withRange, CancellationToken cancellationToken)
    {
        await using var target = await InProcessServer.StartAsync(database, SmallSteps);
        using var export = new ExchangeService.ExchangeServiceClient(source.Channel).ExportAll(new(), cancellationToken: cancellationToken);
        using var import = new ExchangeService.ExchangeServiceClient(target.Channel).ImportAll(cancellationToken: cancellationToken);
        var reading = import.ResponseStream.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
        await foreach (var response in export.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (response.Item.Metric is { Definition: var definition })
            {
                Assert.That(
                    (definition.HasMinValue, definition.HasMaxValue, definition.HasResolution),
                    Is.EqualTo((withRange, withRange, withRange))
                );
            }
            await import.RequestStream.WriteAsync(new() { Item = response.Item }, cancellationToken);
        }
        await import.RequestStream.CompleteAsync();
        Assert.That((await reading).Select(one => one.Error), Is.All.Null);
        await SendAsync(new(target.Channel), "moved", Cut, Rows, step: 53, cancellationToken);
        await ActiveAsync(target, cancellationToken);
        Assert.That(target.Errors, Is.Empty);
    }

    private static async Task MonitorAsync(InProcessServer server, string name, bool withRange)
    {
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };
        if (withRange)
        {
            spec.ModelParams = new() { Min = 0, Max = 100 };
        }
        await new ModelService.ModelServiceClient(server.Channel).CreateModelAsync(new() { Spec = spec });
    }

    private static Task SendAsync(
        MetricDataService.MetricDataServiceClient data,
        string name,
        int from,
        int to,
        int step,
        CancellationToken cancellationToken
    ) => SendAsync(data, name, Life, from, to, step, cancellationToken);

    private static async Task SendAsync(
        MetricDataService.MetricDataServiceClient data,
        string name,
        double[] life,
        int from,
        int to,
        int step,
        CancellationToken cancellationToken
    )
    {
        using var call = data.IngestMetricData(cancellationToken: cancellationToken);
        var reading = call.ResponseStream.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
        for (var first = from; first < to; first += step)
        {
            var part = life[first..Math.Min(first + step, to)];
            var series = Ingest.Series(name, part, Ingest.Start + (first * 300L));
            await call.RequestStream.WriteAsync(new() { Sequence = first, Series = { series } }, cancellationToken);
        }
        await call.RequestStream.CompleteAsync();
        Assert.That((await reading).SelectMany(answer => answer.Outcomes).Sum(outcome => outcome.StoredCount), Is.EqualTo(to - from));
    }

    /// <summary>Waits until every backlog is scored.</summary>
    private static Task<long> ActiveAsync(InProcessServer server, CancellationToken cancellationToken) =>
        Until
            .HoldsAsync(
                () => Tables.CountAsync(server.ConnectionString, "select count(*) from metric where status <> 1"),
                others => others == 0,
                "all models to be active"
            )
            .WaitAsync(cancellationToken);

    private static IEnumerable<string> Bits(IEnumerable<StoredRow> rows) =>
        rows.Select(row =>
            row.Score is { } score
                ? FormattableString.Invariant(
                    $"{row.RowId} {row.Time} {Hex(row.Value)} {Hex(score.RawAnomalyScore)} {Hex(score.AnomalyLikelihood)} {score.DisplayValue} {Hex(score.Surprise)} {Hex(score.Severity)}"
                )
                : $"{row.RowId} without a score"
        );

    private static string Hex(double value) => $"{BitConverter.DoubleToInt64Bits(value):x16}";
}
