using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>What a user of the typed client does from discovery to the end of monitoring, over a fake AWS that speaks its HTTP API, on the
/// machine's clock.</summary>
[NonParallelizable]
public sealed class CloudWatchEndToEndTests : ServerFixture
{
    private const string Region = "us-west-2";
    private const string Ec2 = "AWS/EC2";
    private const int Period = 300;

    private MotoServer _moto = null!;
    private HtmItClient _client = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = _moto.Url.ToString(),
            ["HtmIt:CloudWatch:DelaySeconds"] = "1",
            ["HtmIt:CloudWatch:AskSeconds"] = "1",
            ["HtmIt:CloudWatch:StatusSeconds"] = "1",
            // The new datapoint of the test lies in the past; no period is given up before it comes.
            ["HtmIt:CloudWatch:OpenMinutes"] = "180",
        };

    [OneTimeSetUp]
    public override async Task StartServerAsync()
    {
        await base.StartServerAsync();
        _client = new(Server.Address);
    }

    [OneTimeTearDown]
    public void Close() => _client?.Dispose();

    protected override async Task PrepareAsync() => _moto = await MotoServer.EmptyAsync(default);

    // CW-001, CW-005, CW-009, CW-010, CW-022, COLL-001, COLL-002, COLL-010, API-I-001, API-M-003, API-M-004, API-M-012, API-D-012
    [Test, CancelAfter(180_000)]
    public async Task Instance_MonitoredWithHistory_IsBackfilledScoredAndWatchedLive(CancellationToken cancellationToken)
    {
        var aws = _moto.Region(Region);
        var instance = await aws.AddInstanceAsync("m5.large", ("Name", "web-1"));
        var history = History();
        await PublishAsync(instance, history.Select((time, i) => (time, 40 + (20 * Math.Sin(i / 46.0)))));

        var found = await DiscoverAsync(instance);
        var cpu = await MonitorAsync(instance, found);
        var filled = await FilledAsync(cpu, history);
        await WatchAsync(cpu, instance, filled, cancellationToken);
        await CheckStatesAndCostsAsync(instance, filled);
        await UnmonitorAsync(cpu, instance);
    }

    /// <summary>From the list of regions to the metric, as a user would look for it.</summary>
    private async Task<CloudWatchMetric> DiscoverAsync(string instance)
    {
        var region = (await _client.CloudWatch.ListRegionsAsync()).Single(one => one.Region == Region);
        var ns = (await _client.CloudWatch.ListNamespacesAsync()).Single(one => one.Namespace == Ec2);
        var resource = (
            await _client.CloudWatch.ListAwsResourcesAsync(region.Region, new() { Namespace = ns.Namespace }).ToListAsync()
        ).Single();
        var options = new ListAvailableMetricsOptions { Namespace = ns.Namespace, AwsResourceId = resource.AwsResourceId };
        var metrics = await _client.CloudWatch.ListAvailableMetricsAsync(region.Region, options).ToListAsync();

        Assert.That((resource.AwsResourceId, resource.DisplayName, resource.ProviderState), Is.EqualTo((instance, "web-1", "running")));
        Assert.That(ns.Metrics.Select(metric => metric.MetricName), Is.SupersetOf(metrics.Select(one => one.Metric.MetricName)));
        return metrics.Single(one => one.Metric.MetricName == "CPUUtilization").Metric;
    }

    /// <summary>The instance with its default metrics; the discovered metric is one of them.</summary>
    private async Task<Model> MonitorAsync(string instance, CloudWatchMetric found)
    {
        var monitored = await _client.Resources.MonitorAsync(new(Region, Ec2, instance));
        var models = await _client
            .Models.ListAsync(new() { Selector = new() { Resources = [$"{Region}/{Ec2}/{instance}"] } })
            .ToListAsync();
        var cpu = models.Single(model => model.Metric.MetricName == "AWS/EC2/CPUUtilization");
        var again = await _client.Models.CreateAsync(new CloudWatchModelSpec(found));

        Assert.That((monitored.Created, monitored.Resource.MetricCount, models.Count), Is.EqualTo((true, 3, 3)));
        Assert.That(cpu.Metric.Region, Is.EqualTo(Region));
        Assert.That((again.Created, again.Model.Name), Is.EqualTo((false, cpu.Name)));
        return cpu;
    }

    private async Task<Metric> FilledAsync(Model cpu, DateTimeOffset[] history)
    {
        var filled = await Until.HoldsAsync(
            async () => (await _client.Models[cpu.Name].GetAsync()).Metric,
            metric => metric.LastSampleTime == history[^1],
            "the history to be collected"
        );
        var options = new ListMetricDataOptions { StartTime = history[0], PageSize = 10_000 };
        var rows = await Until.HoldsAsync(
            async () => await _client.Metrics[filled].ListDataAsync(options).ToListAsync(),
            scored => scored.Count == history.Length,
            "every row to have its scores"
        );

        var named = await Until.HoldsAsync(
            async () => (await _client.Models[cpu.Name].GetAsync()).Metric,
            metric => metric.TagName.Length > 0,
            "the instance's name"
        );
        Assert.That((named.TagName, named.DisplayName), Is.EqualTo(("web-1", $"web-1 ({named.Resource})")));
        Assert.That((filled.Status, filled.LastRowId), Is.EqualTo((MetricStatus.Active, history.Length)));
        Assert.That(rows.Select(row => row.Time), Is.EqualTo(history));
        Assert.That(rows[^1].Score!.AnomalyLikelihood, Is.InRange(0, 1));
        return filled;
    }

    private async Task WatchAsync(Model cpu, string instance, Metric filled, CancellationToken cancellationToken)
    {
        var newest = filled.LastSampleTime!.Value;
        var options = new WatchOptions
        {
            Selector = new() { Metrics = [cpu.Metric.Name] },
            Start = WatchStart.Since(newest),
        };
        await using var watch = _client.Data.WatchAsync(options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        // Once it has caught up the watch stands, and the new datapoint can't slip by before it.
        await NextAsync<WatchCaughtUp>(watch);
        await PublishAsync(instance, [(newest.AddSeconds(Period), 97.5)]);

        var live = (await NextAsync<WatchRows>(watch)).Rows[0];

        Assert.That((live.Time, live.Value, live.RowId), Is.EqualTo((newest.AddSeconds(Period), 97.5, filled.LastRowId + 1)));
    }

    private async Task CheckStatesAndCostsAsync(string instance, Metric filled)
    {
        var states = await Until.HoldsAsync(
            async () => await _client.Resources[filled.ResourceName].ListStatusHistoryAsync().ToListAsync(),
            changes => changes.Count > 0,
            "the instance's state"
        );
        var shard = (await _client.CloudWatch.GetCollectionStatisticsAsync()).Shards.Single();

        Assert.That(states[0].ProviderState, Is.EqualTo("running"));
        Assert.That((shard.Region, shard.MetricCount, shard.PeriodsPerRequest), Is.EqualTo((Region, 3, 1)));
        Assert.That(shard.EstimatedMonthlyDollars, Is.EqualTo(3 * 30 * 86_400 * 0.01 / 1_000).Within(1e-9), "asked for every second");
        Assert.That(shard.StoredSampleCount, Is.GreaterThanOrEqualTo(filled.LastRowId));
    }

    private async Task UnmonitorAsync(Model cpu, string instance)
    {
        await _client.Models[cpu.Name].DeleteAsync();
        var resource = $"{Region}/{Ec2}/{instance}";
        var left = await _client.Models.ListAsync(new() { Selector = new() { Resources = [resource] } }).ToListAsync();
        var deleted = await _client.Resources[cpu.Metric.ResourceName].DeleteAsync();

        Assert.That(() => _client.Models[cpu.Name].GetAsync(), Throws.TypeOf<ModelNotFoundException>());
        Assert.That(() => _client.Metrics[cpu.Metric].GetAsync(), Throws.TypeOf<MetricNotFoundException>());
        Assert.That(left.Select(model => model.Name), Has.Exactly(2).Items.And.None.EqualTo(cpu.Name));
        Assert.That(deleted, Is.EqualTo(2));
        Assert.That(await _client.Resources.ListAsync().ToListAsync(), Is.Empty);
    }

    private Task PublishAsync(string instance, IEnumerable<(DateTimeOffset Time, double Value)> datapoints) =>
        _moto.Region(Region).PutMetricDataAsync(Ec2, "CPUUtilization", "InstanceId", instance, datapoints);

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<WatchEvent> watch)
        where T : WatchEvent
    {
        while (await watch.MoveNextAsync())
        {
            if (watch.Current is T wanted)
            {
                return wanted;
            }
        }
        throw new AssertionException("The watch ended.");
    }

    /// <summary>Two weeks: every five minutes in the last day, every half hour before, as the fake's answers take time by the
    /// datapoint.</summary>
    private static DateTimeOffset[] History()
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-40).ToUnixTimeSeconds();
        var newest = DateTimeOffset.FromUnixTimeSeconds(now / Period * Period);
        return
        [
            .. Enumerable
                .Range(0, (14 * 288) - 12)
                .Where(i => i < 288 || i % 6 == 0)
                .Select(i => newest.AddSeconds(-Period * (long)i))
                .Reverse(),
        ];
    }
}
