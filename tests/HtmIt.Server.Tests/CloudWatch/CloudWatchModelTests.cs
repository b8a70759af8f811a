using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Models of CloudWatch metrics, without collecting.</summary>
public sealed class CloudWatchModelTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:Aws:EndpointUrl"] = "http://127.0.0.1:1",
            ["HtmIt:Aws:RetrySeconds"] = "0",
            ["HtmIt:Aws:Accounts:other:RoleArn"] = "arn:aws:iam::123456789012:role/reader",
        };

    [Test] // CW-001, ENC-001, API-M-003, API-M-009: derived columns of 02 S4.4
    public async Task CreateModel_SupportedMetric_IsActiveAsDescribed()
    {
        var spec = Spec("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "orders");
        var model = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        Assert.That(model.Spec, Is.EqualTo(spec));
        Assert.That(model.Metric.Status, Is.EqualTo(MetricStatus.Active));
        Assert.That(model.Metric.MetricName, Is.EqualTo("AWS/RDS/CPUUtilization"));
        Assert.That(model.Metric.Resource, Is.EqualTo("us-west-2/AWS/RDS/orders"));
        Assert.That(model.Metric.Region, Is.EqualTo("us-west-2"));
        Assert.That(
            model.Metric.Labels,
            Is.EquivalentTo(
                new Dictionary<string, string>
                {
                    ["aws.region"] = "us-west-2",
                    ["aws.namespace"] = "AWS/RDS",
                    ["DBInstanceIdentifier"] = "orders",
                }
            )
        );
        Assert.That(model.Metric.Description, Is.EqualTo("CPUUtilization on Database orders in us-west-2"));
        Assert.That(model.Metric.PollInterval.Seconds, Is.EqualTo(300));
        Assert.That(model.EncoderResolution, Is.InRange(100 / 300.0, 100 / 80.0));
    }

    [Test] // CW-003
    public async Task CreateModel_ExplicitRange_StartsWithoutDataWhateverTheDefault()
    {
        var spec = Spec("AWS/SQS", "NumberOfMessagesDeleted", "QueueName", "jobs");
        spec.ModelParams = new() { Min = 0, Max = 570 };
        var model = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        Assert.That((model.Metric.Status, model.EncoderResolution), Is.EqualTo((MetricStatus.Active, 5.0)));
    }

    [Test] // CW-004, API-M-007, API-M-008, CW-023: whatever AWS can be asked for is supported
    public async Task CreateModel_HalfARangeOrUnsupported_LeavesNoMetric()
    {
        var half = Spec("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "half");
        half.ModelParams = new() { Max = 5 };
        var unsupported = Spec("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "half");
        unsupported.Cloudwatch.Statistic = "Median";
        foreach (var spec in new[] { half, unsupported })
        {
            var refusal = await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec }));
            Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD")));
        }
        Assert.That(
            (await Metrics.ListMetricsAsync(new() { Selector = new() { Resources = { "us-west-2/AWS/RDS/half" } } })).Metrics,
            Is.Empty
        );
    }

    [Test] // CW-005, CW-006, API-M-004: the account tells two equal names apart
    public async Task CreateModel_Twice_ReturnsTheFirstAndAnotherAccountIsAnother()
    {
        var spec = Spec("AWS/RDS", "ReadLatency", "DBInstanceIdentifier", "twice");
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Models.CreateModelAsync(new() { Spec = spec }).ResponseAsync));
        Assert.That(replies.Select(reply => reply.Model.Name).Distinct().Count(), Is.EqualTo(1));
        Assert.That(replies.Count(reply => reply.Created), Is.EqualTo(1));

        var other = spec.Clone();
        other.Cloudwatch.Account = "other";
        Assert.That((await Models.CreateModelAsync(new() { Spec = other })).Created, Is.True);
    }

    [Test] // API-M-004; made with one statement, and no item waits for AWS, which is away
    public async Task BatchCreateModels_NewKnownAndRepeated_EachHasItsOutcome()
    {
        var known = Spec("AWS/EC2", "CPUUtilization", "InstanceId", "i-batch-known");
        var first = await Models.CreateModelAsync(new() { Spec = known });
        var fresh = Enumerable.Range(0, 500).Select(i => Spec("AWS/EC2", "CPUUtilization", "InstanceId", $"i-batch-{i}")).ToArray();
        var requests = new[] { known }.Concat(fresh).Append(fresh[0]).Select(spec => new CreateModelRequest { Spec = spec });

        var results = (await Models.BatchCreateModelsAsync(new() { Requests = { requests } })).Results;

        Assert.That(results.Select(one => one.Response.Created), Is.EqualTo(fresh.Select(_ => true).Prepend(false).Append(false)));
        Assert.That(results[0].Response.Model.Name, Is.EqualTo(first.Model.Name));
        Assert.That(results[^1].Response.Model.Name, Is.EqualTo(results[1].Response.Model.Name));
        Assert.That(results.Skip(1).SkipLast(1).Select(one => one.Response.Model.Spec), Is.EqualTo(fresh));
    }

    [Test] // CW-008, CUST-028
    public async Task CreateModel_CustomSpecForItsMetric_IsRefused()
    {
        var spec = Spec("AWS/RDS", "FreeableMemory", "DBInstanceIdentifier", "typed");
        var model = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        var refusal = await Refusal.OfAsync(
            Models.CreateModelAsync(new() { Spec = new() { Custom = new() { Target = new() { Metric = model.Metric.Name } } } })
        );
        Assert.That(refusal.Reason, Is.EqualTo("METRIC_NOT_CUSTOM"));
    }

    [Test] // CW-009, API-M-012, API-M-014
    public async Task DeleteModel_OfCloudWatch_DeletesTheMetric()
    {
        var spec = Spec("AWS/RDS", "WriteLatency", "DBInstanceIdentifier", "gone");
        var model = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        await Models.DeleteModelAsync(new() { Name = model.Name });
        Assert.That(
            (await Refusal.OfAsync(Metrics.GetMetricAsync(new() { Name = model.Metric.Name }))).Reason,
            Is.EqualTo("METRIC_NOT_FOUND")
        );
        var again = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = model.Name }));
        Assert.That((again.Code, again.Reason), Is.EqualTo((StatusCode.NotFound, "MODEL_NOT_FOUND")));
        Assert.That((await Models.ListModelsAsync(new())).Models.Select(one => one.Name), Has.No.Member(model.Name));
    }

    [Test]
    public async Task CreateModel_AwsAway_MonitorsWithoutAName()
    {
        var model = (await Models.CreateModelAsync(new() { Spec = Spec("AWS/EC2", "CPUUtilization", "InstanceId", "i-0abc") })).Model;
        Assert.That((model.Metric.TagName, model.Metric.DisplayName), Is.EqualTo(("", "us-west-2/AWS/EC2/i-0abc")));
    }

    [Test]
    public async Task RestartModel_OfCloudWatch_KeepsItsServer()
    {
        var spec = Spec("AWS/RDS", "SwapUsage", "DBInstanceIdentifier", "restarted");
        spec.ModelParams = new() { Min = 0, Max = 1 };
        var model = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        var restarted = (await Models.RestartModelAsync(new() { Name = model.Name })).Model;
        Assert.That(restarted.Metric.Resource, Is.EqualTo(model.Metric.Resource));
        Assert.That(restarted.Generation, Is.GreaterThan(model.Generation));
    }

    private static ModelSpec Spec(string ns, string metric, string dimension, string resource) =>
        new()
        {
            Cloudwatch = new()
            {
                Region = "us-west-2",
                Namespace = ns,
                MetricName = metric,
                Dimensions = { [dimension] = resource },
            },
        };
}
