using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests;

/// <summary>The clients against a real fake AWS.</summary>
[NonParallelizable]
public sealed class MotoTests
{
    private const int Period = 300;

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private MotoServer _moto = null!;
    private MotoRegion _region = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _moto = await MotoServer.EmptyAsync(CancellationToken.None);
        _region = _moto.Region(AwsServices.Oregon.Region);
        _services = new(_moto.Url);
    }

    [TearDown]
    public async Task StopAsync() => await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);

    // CW-021, CW-022
    [Test]
    public async Task ListInstances_TaggedAndUntagged_HaveNameAndState()
    {
        var tagged = await _region.AddInstanceAsync("m5.large", ("Name", "web-1"), ("stage", "prod"));
        var untagged = await _region.AddInstanceAsync("t2.micro");
        await _region.StopInstanceAsync(untagged);

        var instances = (await ListAsync(AwsResourceType.Ec2Instance)).ToDictionary(instance => instance.Id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(instances[tagged].Name, Is.EqualTo("web-1"));
            Assert.That(instances[tagged].Tags["stage"], Is.EqualTo("prod"));
            Assert.That(instances[tagged].ProviderState, Is.EqualTo("running"));
            Assert.That(instances[tagged].InstanceType, Is.EqualTo("m5.large"));
            Assert.That(instances[tagged].LaunchTime, Is.Not.Null);
            Assert.That(instances[untagged].Name, Is.Empty);
            Assert.That(instances[untagged].ProviderState, Is.EqualTo("stopped"));
        }
    }

    [Test]
    public async Task ListInstances_Filters_ValuesAreAlternativesAndFiltersAllMatch()
    {
        var web = await _region.AddInstanceAsync("m5.large", ("Name", "web-1"), ("stage", "prod"));
        var database = await _region.AddInstanceAsync("m5.large", ("Name", "db-1"), ("stage", "prod"));
        await _region.AddInstanceAsync("m5.large", ("Name", "web-2"), ("stage", "test"));
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["tag:Name"] = ["web-*", "db-?"], ["tag:stage"] = ["prod"] };

        var found = await _services.Inventory.ListAsync(
            AwsServices.Oregon,
            AwsResourceType.Ec2Instance,
            filters,
            10,
            CancellationToken.None
        );

        Assert.That(found.Select(instance => instance.Id), Is.EquivalentTo(new[] { web, database }));
    }

    // CW-012: each of the nine types can be listed. CW-021: a state for EC2 and RDS only.
    [Test]
    public async Task List_EveryType_FindsWhatExists()
    {
        var instance = await _region.AddInstanceAsync("m5.large", ("Name", "web-1"));
        var volume = await _region.AddVolumeAsync(8);
        await _region.AddLoadBalancerAsync("front", [instance], ("Name", "the front"));
        await _region.AddGroupAsync("workers", 2, ("Name", "the workers"));
        await _region.AddGroupAsync("nameless", 0);
        await _region.AddTableAsync("orders");
        await _region.AddQueueAsync("mails");
        await _region.AddTopicAsync("alarms");
        await _region.AddClusterAsync("warehouse");
        await _region.AddDatabaseAsync("shop", 20, ("Name", "the shop"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await ListAsync(AwsResourceType.EbsVolume)).Select(one => one.Id), Does.Contain(volume));
            Assert.That(
                Facts(await ListAsync(AwsResourceType.LoadBalancer)),
                Is.EqualTo(new[] { ("front", "the front", 1.0, (string?)null) })
            );
            Assert.That(
                Facts(await ListAsync(AwsResourceType.AutoScalingGroup)),
                Is.EquivalentTo(new[] { ("workers", "the workers", 2.0, (string?)null), ("nameless", "", 0.0, null) })
            );
            Assert.That(Facts(await ListAsync(AwsResourceType.DynamoDbTable)), Is.EqualTo(new[] { ("orders", "", 0.0, (string?)null) }));
            Assert.That(Facts(await ListAsync(AwsResourceType.SqsQueue)), Is.EqualTo(new[] { ("mails", "", 0.0, (string?)null) }));
            Assert.That(Facts(await ListAsync(AwsResourceType.SnsTopic)), Is.EqualTo(new[] { ("alarms", "", 0.0, (string?)null) }));
            Assert.That((await ListAsync(AwsResourceType.RedshiftCluster)).Single().Id, Is.EqualTo("warehouse"));
            Assert.That(Facts(await ListAsync(AwsResourceType.RdsInstance)), Is.EqualTo(new[] { ("shop", "the shop", 20.0, "available") }));
        }
    }

    [Test]
    public async Task Find_EveryType_FindsOneAndNotTheUnknown()
    {
        var instance = await _region.AddInstanceAsync("m5.large", ("Name", "web-1"));
        await _region.AddLoadBalancerAsync("front", []);
        await _region.AddGroupAsync("workers", 1, ("Name", "the workers"));
        await _region.AddDatabaseAsync("shop", 20);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await FindAsync(AwsResourceType.Ec2Instance, instance))?.Name, Is.EqualTo("web-1"));
            Assert.That((await FindAsync(AwsResourceType.LoadBalancer, "front"))?.Id, Is.EqualTo("front"));
            Assert.That((await FindAsync(AwsResourceType.AutoScalingGroup, "workers"))?.Name, Is.EqualTo("the workers"));
            Assert.That((await FindAsync(AwsResourceType.RdsInstance, "shop"))?.ProviderState, Is.EqualTo("available"));
            foreach (var type in AwsResourceType.All)
            {
                Assert.That(await FindAsync(type, "vol-00000000000000000"), Is.Null, type.Name);
            }
        }
    }

    [Test]
    public async Task List_MoreQueuesThanAPageAndALimit_ReadsPagesAndStops()
    {
        for (var i = 0; i < 12; i++)
        {
            await _region.AddTopicAsync($"topic-{i}");
        }

        var some = await _services.Inventory.ListAsync(AwsServices.Oregon, AwsResourceType.SnsTopic, null, 5, CancellationToken.None);

        Assert.That(some, Has.Count.EqualTo(5));
    }

    // CW-014, CW-015 at the client: inside the window, strictly ascending.
    [Test]
    public async Task GetMetricData_History_HasTheWindowAscending()
    {
        await PutAsync("i-1", Enumerable.Range(0, 24));
        await PutAsync("i-2", [2, 3]);

        var data = await _services.CloudWatch.GetMetricDataAsync(
            AwsServices.Oregon,
            [Query("i-1"), Query("i-2"), Query("i-3")],
            Start.AddSeconds(6 * Period),
            Start.AddSeconds(18 * Period),
            CancellationToken.None
        );
        var results = data.Results;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rows(results[0]), Is.EqualTo(Enumerable.Range(6, 12).Select(i => (i, (double)i))));
            Assert.That(Rows(results[1]), Is.Empty);
            Assert.That(Rows(results[2]), Is.Empty);
            Assert.That(results.Select(result => result.Fault), Is.All.Null);
        }
    }

    [Test]
    public async Task GetMetricStatistics_History_IsThatOfGetMetricData()
    {
        await PutAsync("i-1", Enumerable.Range(0, 24));

        var statistics = await _services.CloudWatch.GetMetricStatisticsAsync(
            AwsServices.Oregon,
            Query("i-1"),
            Start,
            Start.AddSeconds(12 * Period),
            CancellationToken.None
        );

        Assert.That(Rows(statistics), Is.EqualTo(Enumerable.Range(0, 12).Select(i => (i, (double)i))));
    }

    private Task<IReadOnlyList<AwsResource>> ListAsync(AwsResourceType type) =>
        _services.Inventory.ListAsync(AwsServices.Oregon, type, null, 1000, CancellationToken.None);

    private Task<AwsResource?> FindAsync(AwsResourceType type, string id) =>
        _services.Inventory.FindAsync(AwsServices.Oregon, type, id, CancellationToken.None);

    private Task PutAsync(string instance, IEnumerable<int> periods) =>
        _region.PutMetricDataAsync(
            "AWS/EC2",
            "CPUUtilization",
            "InstanceId",
            instance,
            periods.Select(i => (Start.AddSeconds(i * Period), (double)i))
        );

    private static IEnumerable<(string Id, string Name, double Size, string? Status)> Facts(IEnumerable<AwsResource> resources) =>
        resources.Select(one => (one.Id, one.Name, one.Size, one.ProviderState));

    private static IEnumerable<(int Period, double Value)> Rows(QueryResult result) =>
        result.Samples.Select(sample => ((int)(sample.Time - Start.ToUnixTimeSeconds()) / Period, sample.Value));

    private static MetricQuery Query(string instance) =>
        new("AWS/EC2", "CPUUtilization", new Dictionary<string, string> { ["InstanceId"] = instance }, "Average", Period);
}
