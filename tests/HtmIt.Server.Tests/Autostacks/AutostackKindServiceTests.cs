using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>Autostacks of other resources than EC2 instances, through gRPC.</summary>
public sealed class AutostackKindServiceTests : AutostackFixture
{
    private const string Instances = "AWS::EC2::Instance";
    private const string Queues = "AWS::SQS::Queue";
    private const string Databases = "AWS::RDS::DBInstance";

    [Test]
    public async Task CreateAutostack_NoKind_IsOfInstances()
    {
        var none = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var named = await Autostacks.CreateAutostackAsync(RequestOf(Instances, "web"));
        Assert.That((none.AwsResourceType, none.Namespace), Is.EqualTo((Instances, "AWS/EC2")));
        Assert.That((named.Autostack, named.Created), Is.EqualTo((none, false)));
    }

    [Test]
    public async Task CreateAutostack_OfEachKind_KeepsItAndFindsItsMembers()
    {
        foreach (var kind in AwsResourceType.Groupable)
        {
            Ec2.Add(kind, Region, "ours", "Name", "web-1");
            Ec2.Add(kind, Region, "theirs", "Name", "db-1");
        }
        foreach (var kind in AwsResourceType.Groupable)
        {
            var request = RequestOf(kind.Name, kind.Name);
            var created = (await Autostacks.CreateAutostackAsync(request)).Autostack;
            var found = (await Autostacks.GetAutostackAsync(new() { Name = created.Name })).Autostack;
            var members = (await Autostacks.ListAutostackInstancesAsync(new() { Autostack = created.Name })).Instances;
            var preview = new PreviewAutostackInstancesRequest { Region = Region, AwsResourceType = kind.Name };
            preview.Filters.Add(request.Autostack.Filters);
            var history = (await Autostacks.ListAutostackMembershipChangesAsync(new() { Autostack = created.Name })).Changes;

            Assert.That((found, found.AwsResourceType, found.Namespace), Is.EqualTo((created, kind.Name, kind.Namespace)));
            Assert.That(members.Select(one => (one.InstanceId, one.AwsResourceType)), Is.EqualTo(new[] { ("ours", kind.Name) }));
            Assert.That((await Autostacks.PreviewAutostackInstancesAsync(preview)).Instances, Is.EqualTo(members));
            Assert.That(history.Select(one => one.InstanceId), Is.EqualTo(new[] { "ours" }));
        }
    }

    [Test]
    public async Task CreateAutostack_SameNameOfAnotherKind_IsRefused()
    {
        await Autostacks.CreateAutostackAsync(RequestOf(Queues, "shop"));
        var refusal = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(RequestOf(Databases, "shop")));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.AlreadyExists, "AUTOSTACK_ALREADY_EXISTS")));
    }

    [Test]
    public async Task CreateAutostack_UnknownKindOrFilterOfNoTag_NamesTheField()
    {
        var unknown = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(RequestOf("AWS::S3::Bucket", "a")));
        var preview = new PreviewAutostackInstancesRequest { Region = Region, AwsResourceType = "AWS/SQS" };
        preview.Filters.Add(Request("a").Autostack.Filters);
        var previewed = await Refusal.OfAsync(Autostacks.PreviewAutostackInstancesAsync(preview));
        var request = RequestOf(Databases, "a");
        request.Autostack.Filters.Add(new ResourceFilter { Name = "instance-state-name", Values = { "stopped" } });
        var filter = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(request));

        Assert.That((unknown.Reason, unknown.Field), Is.EqualTo(("INVALID_FIELD", "autostack.aws_resource_type")));
        Assert.That(unknown.Text, Does.Contain("as CloudFormation names it, such as AWS::RDS::DBInstance"));
        Assert.That((previewed.Reason, previewed.Field), Is.EqualTo(("INVALID_FIELD", "aws_resource_type")));
        Assert.That((filter.Reason, filter.Field), Is.EqualTo(("INVALID_FIELD", "autostack.filters[1].name")));
        Assert.That((await Autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
    }

    [Test]
    public async Task CreateModel_EveryMetricOfEveryKind_IsMonitored()
    {
        foreach (var kind in AwsResourceType.Groupable)
        {
            var autostack = (await Autostacks.CreateAutostackAsync(RequestOf(kind.Name, kind.Name))).Autostack;
            foreach (var metric in Core.Datasources.Autostacks.AutostackMetric.Of(kind))
            {
                var model = (await CreateMetricAsync(autostack, metric.Namespace, metric.Name)).Model;
                Assert.That(model.Metric.Labels["aws.namespace"], Is.EqualTo(metric.Namespace));
                Assert.That(
                    model.Metric.Status,
                    Is.EqualTo(metric.Max is null ? MetricStatus.PendingData : MetricStatus.Active),
                    $"{kind} {metric}"
                );
            }
            var listed = (await Autostacks.ListAutostackMetricsAsync(new() { Autostack = autostack.Name })).Models;
            Assert.That(listed, Has.Count.EqualTo(Core.Datasources.Autostacks.AutostackMetric.Of(kind).Count));
        }
    }

    [TestCase("AWS/EC2", "CPUUtilization")]
    [TestCase("Autostacks", "InstanceCount")]
    [TestCase("AWS/SQS", "Nonsense")]
    public async Task CreateModel_MetricOfAnotherKind_SaysWhatThereIs(string ns, string name)
    {
        var autostack = (await Autostacks.CreateAutostackAsync(RequestOf(Queues, "mails"))).Autostack;
        var refusal = await Refusal.OfAsync(() => CreateMetricAsync(autostack, ns, name));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.InvalidArgument, "METRIC_NOT_SUPPORTED")));
        Assert.That((refusal.Field, refusal.Text), Is.EqualTo(("spec.autostack.metric_name", refusal.Text)));
        Assert.That(refusal.Text, Does.Contain("must be one of AWS/SQS/NumberOfEmptyReceives, "));
    }

    private static CreateAutostackRequest RequestOf(string kind, string name)
    {
        var request = Request(name);
        request.Autostack.AwsResourceType = kind;
        return request;
    }
}
