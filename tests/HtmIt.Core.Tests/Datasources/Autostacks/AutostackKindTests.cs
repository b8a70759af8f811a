using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Datasources.Autostacks;

/// <summary>What autostacks of each kind of resource can have.</summary>
public sealed class AutostackKindTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoFilters = [];

    [TestCaseSource(typeof(AwsResourceType), nameof(AwsResourceType.Groupable))]
    public void Of_EveryKind_HasTheMetricsOfTheCatalogueAndOneCount(AwsResourceType kind)
    {
        var metrics = AutostackMetric.Of(kind);
        var counts = metrics.Where(metric => metric.Slave == AutostackDatasource.Instance).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts, Has.Length.EqualTo(1));
            Assert.That(counts[0].Name, Is.EqualTo(kind == AwsResourceType.Ec2Instance ? "InstanceCount" : "MemberCount"));
            Assert.That(metrics.Select(metric => metric.ToString()), Is.Unique);
            foreach (var metric in metrics.Except(counts))
            {
                var known = Catalogue.Find(metric.Namespace, metric.Name, [kind.Dimension]);
                Assert.That(known, Is.Not.Null, metric.Name);
                Assert.That((metric.Statistic, metric.Unit), Is.EqualTo((known!.Statistic, known.Unit)));
                Assert.That(metric.IsZeroWithoutData, Is.EqualTo(known.IsZeroWithoutData));
                Assert.That(metric.Max, Is.EqualTo(metric.Statistic == "Sum" ? null : known.DefaultMax), "of one is not of all");
            }
        }
    }

    // A spec does not say of what kind the members are: its range must not depend on that.
    [Test]
    public void FindOfAny_MetricOfSeveralKinds_IsTheSameForAll()
    {
        var every = AwsResourceType.Groupable.SelectMany(AutostackMetric.Of);
        Assert.That(
            every.Select(metric => AutostackMetric.FindOfAny(metric.Slave, metric.Namespace, metric.Name)),
            Is.EqualTo(AwsResourceType.Groupable.SelectMany(AutostackMetric.Of))
        );
        Assert.That(AutostackMetric.All, Is.Unique);
    }

    [Test]
    public void Find_MetricOfAnotherKind_IsNone()
    {
        var source = CloudWatchDatasource.Instance;
        Assert.That(AutostackMetric.Find(AwsResourceType.SqsQueue, source, "AWS/EC2", "CPUUtilization"), Is.Null);
        Assert.That(AutostackMetric.Find(AwsResourceType.AutoScalingGroup, source, "AWS/EC2", "CPUUtilization"), Is.Not.Null);
        Assert.That(
            AutostackMetric.Find(AwsResourceType.LoadBalancer, source, "AWS/ELB", "HTTPCode_Backend_5XX"),
            Is.Not.Null,
            "of a row that names no kind"
        );
    }

    [Test]
    public void Counted_TwiceInAListing_IsOneMember()
    {
        var queue = new AwsResource(AwsResourceType.SqsQueue, "us-west-2", "b");
        var other = queue with { Id = "a" };
        Assert.That(AutostackMember.Counted([queue, other, queue], NoFilters).Select(one => one.Id), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Counted_StatesOfTheKind_LeaveOutWhatDoesNotRun()
    {
        var database = new AwsResource(AwsResourceType.RdsInstance, "us-west-2", "");
        var states = new[] { "available", "backing-up", "creating", "deleting", "failed", "modifying", "starting", "stopped", "stopping" };
        var found = states.Select(state => database with { Id = state, ProviderState = state });
        Assert.That(
            AutostackMember.Counted(found, NoFilters).Select(one => one.Id),
            Is.EqualTo(new[] { "available", "backing-up", "modifying" })
        );
        var instance = new AwsResource(AwsResourceType.Ec2Instance, "us-west-2", "");
        states = ["pending", "running", "shutting-down", "stopped", "stopping", "terminated"];
        found = states.Select(state => instance with { Id = state, ProviderState = state });
        Assert.That(AutostackMember.Counted(found, NoFilters).Select(one => one.Id), Is.EqualTo(new[] { "running" }));
    }
}
