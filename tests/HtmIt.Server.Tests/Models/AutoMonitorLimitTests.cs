using System.Diagnostics.Metrics;
using HtmIt.Core.Metrics;
using HtmIt.Server.Tests.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using MetricKey = HtmIt.Core.Names.MetricKey;
using MetricStatus = HtmIt.V1.MetricStatus;

namespace HtmIt.Server.Tests.Models;

/// <summary>How many metrics are monitored by themselves, also when the server was started again.</summary>
public sealed class AutoMonitorLimitTests
{
    [Test]
    public async Task NewNames_MoreThanThereMayBe_AreStoredSaidAndCountedAlsoAfterARestart()
    {
        var database = await TestDatabases.CreateAsync();
        var log = new CollectedLog(1009);
        await using (var first = await StartAsync(database, log, most: 3))
        {
            await SendAsync(first, "a", "b", "c", "d", "e");
            await MonitoredAsync(first, 3);
            Assert.That(log.Messages.Single(), Does.StartWith("2 new metrics are stored and not monitored because"));
            Assert.That(LeftOut(first), Is.EqualTo(2));
        }

        await using var second = await StartAsync(database, log, most: 4);
        await SendAsync(second, "f", "g");
        await MonitoredAsync(second, 4);
        Assert.That(LeftOut(second), Is.EqualTo(1));
        Assert.That(await CountAsync(second, MetricStatus.Unmonitored), Is.EqualTo(3));
    }

    [Test] // A server that is stopped with names in the line has them monitored by the next one.
    public async Task NewNames_InTheLineOfAStoppedServer_AreMonitoredByTheNext()
    {
        var database = await TestDatabases.CreateAsync();
        await using var server = await InProcessServer.StartAsync(database);
        var keys = Enumerable.Range(0, 5).Select(i => new MetricKey($"line.{i}")).ToArray();
        await server
            .Services.GetRequiredService<IMetricStore>()
            .GetOrAddCustomAsync(keys, keys.Take(4).ToHashSet(), CancellationToken.None);

        await using var next = await StartAsync(database, new CollectedLog(1009), most: 10);

        await MonitoredAsync(next, 4);
    }

    [Test]
    public async Task NewNames_BeyondTheQuotaOfResources_AreStoredAndSaid()
    {
        var log = new CollectedLog(1009);
        await using var server = await StartAsync(await TestDatabases.CreateAsync(), log, most: 10, resources: 2);
        await SendAsync(server, "a", "b", "c", "d");

        await MonitoredAsync(server, 2);
        await Until.HoldsAsync(() => Task.FromResult(LeftOut(server)), count => count == 2, "the quota to be said");
        Assert.That(log.Messages.Single(), Does.Contain("as many resources as there may be"));
    }

    private static Task<InProcessServer> StartAsync(string database, CollectedLog log, int most, int resources = 0) =>
        InProcessServer.StartAsync(
            database,
            new Dictionary<string, string?>
            {
                ["HtmIt:AutoMonitor:Names"] = "*",
                ["HtmIt:AutoMonitor:MaxModels"] = $"{most}",
                ["HtmIt:AutoMonitor:ModelsPerSecond"] = "1000",
                ["HtmIt:Quota:Resources"] = $"{resources}",
            },
            replace: services => services.AddSingleton<ILoggerProvider>(log)
        );

    private static Task SendAsync(InProcessServer server, params string[] names) =>
        GraphiteSender.SendAsync(server.Graphite, string.Concat(names.Select(name => $"{name} 1 {Ingest.Start}\n")));

    private static Task<long> MonitoredAsync(InProcessServer server, int count) =>
        Until.HoldsAsync(() => CountAsync(server, MetricStatus.PendingData), found => found == count, $"{count} to be monitored");

    private static async Task<long> CountAsync(InProcessServer server, MetricStatus status)
    {
        var request = new ListMetricsRequest { Selector = new() { Statuses = { status } } };
        return (await new MetricService.MetricServiceClient(server.Channel).ListMetricsAsync(request)).Metrics.Count;
    }

    private static long LeftOut(InProcessServer server)
    {
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        var sum = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "htmit.auto_monitor.left_out" && instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }
}
