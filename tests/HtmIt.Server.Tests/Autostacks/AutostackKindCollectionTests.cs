using HtmIt.Core.Aws;
using HtmIt.Server.Tests.CloudWatch;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>What autostacks of other resources than EC2 instances get from their members, by a CloudWatch over HTTP.</summary>
public sealed class AutostackKindCollectionTests : PublicationFixture
{
    // The requests to all load balancers, and 0 where none had any.
    [Test, CancelAfter(300_000)]
    public async Task Round_MetricWithASum_IsTheSumOverTheMembers(CancellationToken cancellationToken)
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            Ec2.Add(AwsResourceType.LoadBalancer, Scope.Region, id, "tier", "web");
        }
        var autostack = await CreateAsync(AwsResourceType.LoadBalancer, "web");
        var requests = await MonitorAsync(autostack, "AWS/ELB", "RequestCount");
        var latency = await MonitorAsync(autostack, "AWS/ELB", "Latency");
        for (var i = 0; i < 24; i++)
        {
            foreach (var (id, value) in new[] { ("a", 1d), ("b", 10d), ("c", 100d) })
            {
                // In one period nothing happens at all, in others not everywhere.
                if (i != 12 && (i % 3 != 0 || id != "c"))
                {
                    Publish("LoadBalancerName", id, i, value);
                }
            }
        }
        await RunAsync(4 * Hour, cancellationToken);

        var sums = (await ReadAsync(requests)).Rows.Where(row => row.Time < Start + (24 * Period));
        Assert.That(
            sums.Select(row => row.Value),
            Is.EqualTo(
                Enumerable
                    .Range(0, 24)
                    .Select(i =>
                        i == 12 ? 0d
                        : i % 3 == 0 ? 11
                        : 111
                    )
            )
        );
        var means = (await ReadAsync(latency)).Rows;
        Assert.That(
            means.Select(row => row.Value),
            Is.EqualTo(Enumerable.Range(0, 24).Where(i => i != 12).Select(i => i % 3 == 0 ? 5.5 : 37))
        );
        Assert.That(
            Aws.Calls.SelectMany(call => call.Metrics).Select(one => one.Dimension).Distinct(),
            Is.EqualTo(new[] { "LoadBalancerName" })
        );
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_MembersComeAndGo_CountWhileTheyAreThere(CancellationToken cancellationToken)
    {
        var kind = AwsResourceType.SqsQueue;
        Ec2.Add(kind, Scope.Region, "a", "tier", "web");
        Ec2.Add(kind, Scope.Region, "b", "tier", "web");
        var autostack = await CreateAsync(kind, "web");
        var sent = await MonitorAsync(autostack, "AWS/SQS", "NumberOfMessagesSent");
        var count = await MonitorAsync(autostack, "Autostacks", "MemberCount");
        for (var i = 0; i < 10 * 12; i++)
        {
            Publish("QueueName", "a", i, 1);
            Publish("QueueName", "b", i, 10);
            Publish("QueueName", "c", i, 100);
        }
        await RunAsync(3 * Hour, cancellationToken);
        Ec2.Add(kind, Scope.Region, "c", "tier", "web");
        await RunAsync(3 * Hour, cancellationToken);
        Ec2.Resources.RemoveAll(one => one.Id == "a");
        await RunAsync(3 * Hour, cancellationToken);

        var rows = (await ReadAsync(sent)).Rows;
        Assert.That(Changes(rows.Select(row => row.Value)), Is.EqualTo(new[] { 11d, 111, 110 }));
        Assert.That(rows.Skip(1).Zip(rows, (row, before) => row.Time - before.Time), Is.All.EqualTo(Period), "and no hole");
        Assert.That(Changes((await ReadAsync(count)).Rows.Select(row => row.Value)), Is.EqualTo(new[] { 2d, 3, 2 }));
        var changes = await Autostacks.ListAutostackMembershipChangesAsync(
            new() { Autostack = autostack.Name },
            cancellationToken: cancellationToken
        );
        Assert.That(changes.Changes.Take(2).Select(one => one.InstanceId), Is.EqualTo(new[] { "a", "c" }));
    }

    // Whatever the members, the kinds that share their names, the groups that share members, and the listings that name some twice.
    [TestCase(1), TestCase(2), TestCase(3), CancelAfter(300_000)]
    public async Task Round_AnyMembersOfAnyKinds_CountsEachValueOnce(int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var kinds = new[]
        {
            (AwsResourceType.Ec2Instance, "AWS/EC2", "CPUUtilization"),
            (AwsResourceType.AutoScalingGroup, "AWS/EC2", "CPUUtilization"),
            (AwsResourceType.RdsInstance, "AWS/RDS", "CPUUtilization"),
            (AwsResourceType.SqsQueue, "AWS/SQS", "NumberOfMessagesSent"),
            (AwsResourceType.ApplicationLoadBalancer, "AWS/ApplicationELB", "RequestCount"),
        };
        var values = new Dictionary<(AwsResourceType Kind, string Id), Dictionary<long, double>>();
        var groups = new Dictionary<(AwsResourceType Kind, string Id), string>();
        foreach (var (kind, _, _) in kinds)
        {
            foreach (var id in Enumerable.Range(0, 6).Select(i => $"r-{i}"))
            {
                groups[(kind, id)] = "abc"[random.Next(3)].ToString();
                for (var times = random.Next(1, 3); times > 0; times--)
                {
                    Ec2.Add(kind, Scope.Region, id, "tier", groups[(kind, id)]);
                }
                var series = values[(kind, id)] = [];
                for (var i = 0; i < 12; i++)
                {
                    if (random.Next(4) > 0)
                    {
                        series[Start + (i * Period)] = random.Next(1, 1_000);
                        Publish(kind.Dimension, id, i, series[Start + (i * Period)]);
                    }
                }
            }
        }
        var models = new List<(Model Model, AwsResourceType Kind, string Groups, bool IsSum)>();
        foreach (var (kind, ns, metric) in kinds)
        {
            foreach (var some in new[] { "ab", "bc" })
            {
                var autostack = await CreateAsync(kind, [.. some.Select(group => group.ToString())]);
                var isSum = Catalogue.FindByName(ns, metric)!.Statistic == "Sum";
                models.Add((await MonitorAsync(autostack, ns, metric), kind, some, isSum));
            }
        }
        await RunAsync(3 * Hour, cancellationToken);

        foreach (var (model, kind, some, isSum) in models)
        {
            var members = groups.Where(one => one.Key.Kind == kind && some.Contains(one.Value, StringComparison.Ordinal));
            var all = members.SelectMany(one => values[one.Key]).ToLookup(one => one.Key, one => one.Value);
            var rows = (await ReadAsync(model)).Rows.Where(row => row.Time < Start + (12 * Period)).ToArray();
            var expected = all.OrderBy(one => one.Key).Select(one => (one.Key, isSum ? one.Sum() : one.Average()));
            Assert.That(
                rows.Where(row => row.Value != 0).Select(row => (row.Time, row.Value)),
                Is.EqualTo(expected).Within(1e-9),
                $"{kind} {some}"
            );
        }
        foreach (var call in Aws.Calls)
        {
            Assert.That(call.Metrics.Zip(call.Resources, (metric, one) => (metric, one.Resource)), Is.Unique, "each is paid for once");
        }
    }

    private AutostackService.AutostackServiceClient Autostacks => new(Channel);

    private async Task<Autostack> CreateAsync(AwsResourceType kind, params string[] tiers)
    {
        var request = new CreateAutostackRequest
        {
            Autostack = new()
            {
                Title = $"{kind} {string.Join(' ', tiers)}",
                Region = Scope.Region,
                AwsResourceType = kind.Name,
                Filters =
                {
                    new ResourceFilter { Name = "tag:tier", Values = { tiers } },
                },
            },
        };
        return (await Autostacks.CreateAutostackAsync(request)).Autostack;
    }

    private async Task<Model> MonitorAsync(Autostack autostack, string ns, string metric)
    {
        var model = (await Models.CreateModelAsync(new() { Spec = autostack.Metric(ns, metric) })).Model;
        Shard.Wake();
        return model;
    }

    private void Publish(string dimension, string id, int period, double value)
    {
        var time = Start + (period * (long)Period);
        Aws.SeriesOf(dimension, id).Publish(time, time + Period + 30, value);
    }

    /// <summary>The values without those that are the same as the one before.</summary>
    private static IEnumerable<double> Changes(IEnumerable<double> values)
    {
        double? last = null;
        foreach (var value in values.Where(value => value != last))
        {
            yield return value;
            last = value;
        }
    }
}
