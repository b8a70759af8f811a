using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>Random schedules of everything callers can do to a few metrics, with actors thrown out of memory and servers restarted at random.
/// Whatever happens: rows count from 1, times rise, and scores are those of a fresh model over the rows. SCHED-002, SCHED-003.</summary>
public sealed class ScheduleTests
{
    private const int Callers = 4;
    private const int MetricCount = 3;
    private const int Rounds = 3;
    private const int Steps = 14;

    private static readonly Dictionary<string, string?> SmallSteps = new()
    {
        ["HtmIt:Models:RowsPerCheckpoint"] = "20",
        ["HtmIt:Models:RowsWorthSaving"] = "7",
        ["HtmIt:Models:BacklogSliceRows"] = "30",
    };

    private long _clock;

    /// <summary>Two servers that know nothing of each other may each find the other's writes in their way again and again, and then say so to
    /// a caller, which these schedules do not expect. Run by <c>./test --long</c> until servers form a cluster. Fencing itself: META-013.</summary>
    private const string TwoServers = "two servers without a cluster: a caller may be told to ask again";

    [TestCase(1, 1), TestCase(2, 1), TestCase(3, 1), TestCase(4, 1)]
    [TestCase(5, 2, Explicit = true, Reason = TwoServers, Category = "long.two-servers")]
    [TestCase(6, 2, Explicit = true, Reason = TwoServers, Category = "long.two-servers")]
    [TestCase(7, 2, Explicit = true, Reason = TwoServers, Category = "long.two-servers")]
    [TestCase(8, 2, Explicit = true, Reason = TwoServers, Category = "long.two-servers")]
    public Task AnySchedule_KeepsTheInvariants(int seed, int serverCount) => CheckAsync(seed, serverCount);

    [Test, Explicit("takes minutes"), Category("long.schedules")]
    public Task AnySchedule_ManyMore_KeepsTheInvariants([Range(100, 139)] int seed) => CheckAsync(seed, serverCount: 1);

    private async Task CheckAsync(int seed, int serverCount)
    {
        _clock = Ingest.Start;
        var database = await TestDatabases.CreateAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var servers = await StartAsync(database, serverCount);
            var randoms = Enumerable.Range(0, Callers).Select(caller => new Random((seed * 100) + (round * 10) + caller));
            await Task.WhenAll(randoms.Select((random, caller) => ActAsync(servers[caller % serverCount], random)));
            await StopAsync(servers);
        }
        // A fresh server finishes what the others left.
        var last = await StartAsync(database, 1);
        await CheckAsync(last[0], database);
        await StopAsync(last);
    }

    private static async Task<InProcessServer[]> StartAsync(string database, int count)
    {
        var servers = new InProcessServer[count];
        for (var i = 0; i < count; i++)
        {
            servers[i] = await InProcessServer.StartAsync(database, SmallSteps);
        }
        return servers;
    }

    private static async Task StopAsync(InProcessServer[] servers)
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
        Assert.That(servers.SelectMany(server => server.Errors), Is.Empty);
    }

    private async Task ActAsync(InProcessServer server, Random random)
    {
        for (var step = 0; step < Steps; step++)
        {
            try
            {
                await StepAsync(server, random, $"schedule.{random.Next(MetricCount)}");
            }
            catch (RpcException fault) when (fault.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.Aborted)
            {
                // Another caller was there first: no such metric, not monitored, or changed meanwhile.
            }
        }
    }

    private async Task StepAsync(InProcessServer server, Random random, string name)
    {
        var models = new ModelService.ModelServiceClient(server.Channel);
        var metrics = new MetricService.MetricServiceClient(server.Channel);
        switch (random.Next(100))
        {
            case < 60:
                var count = random.Next(1, 40);
                var first = Interlocked.Add(ref _clock, 60L * count) - (60L * count);
                var series = Ingest.Series(name, Enumerable.Range(0, count).Select(_ => random.NextDouble() * 100), first, 60);
                await new MetricDataService.MetricDataServiceClient(server.Channel).SendAsync(series);
                break;
            case < 75:
                var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };
                if (random.Next(4) > 0)
                {
                    spec.ModelParams = new() { Min = 0, Max = random.Next(1, 4) * 100 };
                }
                await models.CreateModelAsync(new() { Spec = spec });
                break;
            case < 82:
                await models.DeleteModelAsync(new() { Name = await ModelNameAsync(metrics, name) });
                break;
            case < 88:
                await models.RestartModelAsync(new() { Name = await ModelNameAsync(metrics, name) });
                break;
            case < 91:
                await metrics.DeleteMetricAsync(
                    new() { Name = (await metrics.GetMetricAsync(new() { Key = new() { MetricName = name } })).Metric.Name }
                );
                break;
            default:
                await Actors.DeactivateAllAsync(server);
                break;
        }
    }

    private static async Task CheckAsync(InProcessServer server, string database)
    {
        var models = new ModelService.ModelServiceClient(server.Channel);
        var metrics = new MetricService.MetricServiceClient(server.Channel);
        foreach (var metric in (await metrics.ListMetricsAsync(new())).Metrics)
        {
            var name = new GetModelRequest { Name = metric.Name.Replace("metrics/", "models/", StringComparison.Ordinal) };
            var model = await Until.HoldsAsync(
                async () => (await models.GetModelAsync(name)).Model,
                model => model.Metric.Status != MetricStatus.CreatePending,
                "the backlog to be scored"
            );
            var rows = await Tables.RowsAsync(database, metric.MetricName);
            Assert.That(rows, Has.Count.EqualTo((int)model.Metric.LastRowId));
            LogChecks.AssertOneOrder(rows);
            if (model.Metric.Status == MetricStatus.Active)
            {
                LogChecks.AssertScores(rows, model.EncoderResolution);
            }
            else
            {
                Assert.That(rows.Select(row => row.Score), Is.All.Null);
            }
        }
    }

    private static async Task<string> ModelNameAsync(MetricService.MetricServiceClient metrics, string name)
    {
        var metric = (await metrics.GetMetricAsync(new() { Key = new() { MetricName = name } })).Metric;
        return metric.Name.Replace("metrics/", "models/", StringComparison.Ordinal);
    }
}
