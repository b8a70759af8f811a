using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HtmIt.Client;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests;

/// <summary>The server is killed again and again while samples come in; what it holds in the end must be what it would hold otherwise: rows, scores
/// and incidents.</summary>
public sealed class CrashTests
{
    private const int BatchSize = 40;

    private readonly Workload _workload = new(metricCount: 12, samplesPerMetric: 1_800, seed: 7);

    [Test, CancelAfter(460_000)]
    public Task Ingest_KilledTwelveTimes_EqualsUndisturbedRun(CancellationToken cancellationToken) => CheckAsync(12, cancellationToken);

    [Test, Explicit("takes minutes"), Category("long.crash"), CancelAfter(460_000)]
    public Task Ingest_KilledThirtyTimes_EqualsUndisturbedRun([Range(1, 5)] int run, CancellationToken cancellationToken)
    {
        TestContext.Out.WriteLine($"run {run}");
        return CheckAsync(30, cancellationToken);
    }

    private async Task CheckAsync(int kills, CancellationToken cancellationToken)
    {
        var seed = Environment.TickCount;
        await TestContext.Out.WriteLineAsync($"seed {seed}, {_workload.SampleCount} samples, {kills} kills");

        var disturbed = await RunAsync(new KillPlan(seed, kills, _workload.SampleCount / BatchSize), cancellationToken);
        var undisturbed = await RunAsync(new KillPlan(seed, 0, _workload.SampleCount / BatchSize), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(undisturbed.Values.Sum(metric => metric.Rows.Count), Is.EqualTo(_workload.SampleCount));
            foreach (var (metric, (rows, incidents)) in undisturbed)
            {
                Assert.That(rows, Has.All.Property(nameof(MetricDataRow.Score)).Not.Null, metric);
                Assert.That(disturbed[metric].Rows, Is.EqualTo(rows), metric);
                Assert.That(incidents, Has.Count.GreaterThan(3), metric);
                Assert.That(disturbed[metric].Incidents, Is.EqualTo(incidents), metric);
            }
        }
    }

    private async Task<Dictionary<string, (List<MetricDataRow> Rows, IReadOnlyList<string> Incidents)>> RunAsync(
        KillPlan plan,
        CancellationToken cancellationToken
    )
    {
        using var directory = new TemporaryDirectory("crash");
        await using var server = await RestartingServer.StartAsync(directory.Path, cancellationToken);
        using var client = new HtmItClient(server.Address);
        await _workload.MonitorAsync(client, cancellationToken);

        var refused = new ConcurrentQueue<Refusal>();
        var options = new IngestOptions
        {
            BatchSize = BatchSize,
            MaxOutage = Timeout.InfiniteTimeSpan,
            OnRefused = refused.Enqueue,
            OnAcknowledged = _ =>
            {
                if (plan.IsDue())
                {
                    server.Kill();
                }
            },
        };
        try
        {
            await IngestAsync(client, options, cancellationToken);
        }
        finally
        {
            // First of all: a server that did not come back explains whatever the client complains of.
            await server.WaitForRestartAsync(cancellationToken);
        }
        await TestContext.Out.WriteLineAsync($"{server.Kills} kills, {refused.Count} samples refused");
        Assert.That(refused, Is.Empty);
        Assert.That(server.Kills, Is.EqualTo(plan.Count));
        return await ReadAsync(client, cancellationToken);
    }

    private async Task IngestAsync(HtmItClient client, IngestOptions options, CancellationToken cancellationToken)
    {
        await using var session = client.Data.OpenIngest(options);
        foreach (var (metric, sample) in _workload.Samples())
        {
            await session.WriteAsync(metric, sample, cancellationToken);
        }
        await session.FlushAsync(cancellationToken);
    }

    /// <summary>All rows, without the resource name, which differs between two servers, and all incidents, by metric.</summary>
    private async Task<Dictionary<string, (List<MetricDataRow> Rows, IReadOnlyList<string> Incidents)>> ReadAsync(
        HtmItClient client,
        CancellationToken cancellationToken
    )
    {
        var all = new Dictionary<string, (List<MetricDataRow> Rows, IReadOnlyList<string> Incidents)>();
        for (var i = 0; i < _workload.MetricCount; i++)
        {
            var name = Workload.MetricName(i);
            var model = await Until.ActiveAsync(client, name, cancellationToken);
            Assert.That(model.Metric.Status, Is.EqualTo(MetricStatus.Active), name);
            var list = new ListMetricDataOptions { IncludeUnscored = true, Order = DataOrder.Ascending };
            var rows = await client
                .Metrics[model.Metric]
                .ListDataAsync(list, cancellationToken)
                .Select(row => row with { Metric = name })
                .ToListAsync(cancellationToken);
            all[name] = (rows, []);
        }
        await foreach (var (metric, incidents) in ReadIncidentsAsync(client, cancellationToken))
        {
            all[metric] = (all[metric].Rows, incidents);
        }
        return all;
    }

    /// <summary>From an export, which has all that is stored of an incident, with all bits, and nothing that differs between two servers.</summary>
    private static async IAsyncEnumerable<(string Metric, IReadOnlyList<string> Incidents)> ReadIncidentsAsync(
        HtmItClient client,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var metric = "";
        await foreach (var item in client.Exchange.ExportAllAsync(cancellationToken))
        {
            var piece = JsonNode.Parse(item)!;
            metric = (string?)piece["metric"]?["metric"]?["metricName"] ?? metric;
            if (piece["incidents"]?["incidents"] is JsonArray incidents)
            {
                yield return (metric, [.. incidents.Select(incident => incident!.ToJsonString())]);
            }
        }
    }
}
