using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests;

/// <summary>Resources of every kind chosen by their tags, at a real fake AWS.</summary>
[NonParallelizable]
public sealed class MotoTagTests
{
    private static readonly (string, string)[] Prod = [("stage", "prod-1"), ("Name", "ours")];
    private static readonly (string, string)[] Test = [("stage", "test")];

    private MotoRegion _region = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var moto = await MotoServer.EmptyAsync(CancellationToken.None);
        _region = moto.Region(AwsServices.Oregon.Region);
        _services = new(moto.Url);
    }

    [TearDown]
    public async Task StopAsync() => await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);

    // Lambda's functions the fake does not make without more services: ResourceTagsTests has them.
    [Test]
    public async Task List_ByTags_FindsThoseOfEveryKindAndNoOthers()
    {
        var expected = new Dictionary<AwsResourceType, string>
        {
            [AwsResourceType.Ec2Instance] = await _region.AddInstanceAsync("m5.large", Prod),
            [AwsResourceType.EbsVolume] = await _region.AddVolumeAsync(8, Prod),
            [AwsResourceType.LoadBalancer] = "front",
            [AwsResourceType.AutoScalingGroup] = "workers",
            [AwsResourceType.DynamoDbTable] = "orders",
            [AwsResourceType.SqsQueue] = "mails",
            [AwsResourceType.SnsTopic] = "alarms",
            [AwsResourceType.RedshiftCluster] = "warehouse",
            [AwsResourceType.RdsInstance] = "shop",
            [AwsResourceType.ApplicationLoadBalancer] = await _region.AddLoadBalancerV2Async("application", "site", Prod),
            [AwsResourceType.NetworkLoadBalancer] = await _region.AddLoadBalancerV2Async("network", "game", Prod),
        };
        await _region.AddInstanceAsync("m5.large", Test);
        await _region.AddVolumeAsync(8, Test);
        await _region.AddLoadBalancerV2Async("application", "other", Test);
        await _region.AddLoadBalancerV2Async("network", "others");
        foreach (var (suffix, tags) in new[] { ("", Prod), ("-test", Test), ("-none", []) })
        {
            await _region.AddLoadBalancerAsync("front" + suffix, [], tags);
            await _region.AddGroupAsync("workers" + suffix, 1, tags);
            await _region.AddTableAsync("orders" + suffix, tags);
            await _region.AddQueueAsync("mails" + suffix, tags);
            await _region.AddTopicAsync("alarms" + suffix, tags);
            await _region.AddClusterAsync("warehouse" + suffix, tags);
            await _region.AddDatabaseAsync("shop" + suffix, 20, tags);
        }
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["tag:stage"] = ["prod-?", "none"], ["tag:Name"] = ["ours"] };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected.Keys.Append(AwsResourceType.LambdaFunction), Is.EquivalentTo(AwsResourceType.Groupable));
            foreach (var (type, id) in expected)
            {
                var found = await _services.Inventory.ListAsync(AwsServices.Oregon, type, filters, 1_000, CancellationToken.None);
                Assert.That(found.Select(one => (one.Id, one.Name)), Is.EqualTo(new[] { (id, "ours") }), type.Name);
            }
        }
    }

    [Test]
    public async Task List_MoreTaggedThanAPage_FindsAll()
    {
        for (var i = 0; i < 120; i++)
        {
            await _region.AddQueueAsync($"q-{i:d3}", Prod);
        }
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["tag:stage"] = ["*"] };
        var found = await _services.Inventory.ListAsync(
            AwsServices.Oregon,
            AwsResourceType.SqsQueue,
            filters,
            int.MaxValue,
            CancellationToken.None
        );
        Assert.That(found.Select(one => one.Id).Order(), Is.EqualTo(Enumerable.Range(0, 120).Select(i => $"q-{i:d3}")));
    }
}
