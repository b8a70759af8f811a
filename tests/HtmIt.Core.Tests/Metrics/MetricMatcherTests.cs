using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Metrics;

public sealed class MetricMatcherTests
{
    private static readonly AutostackId Stack = AutostackId.New();

    private static readonly Metric Cpu = new()
    {
        Id = MetricId.New(),
        Number = 1,
        Datasource = CustomDatasource.Instance,
        Name = "cpu.user",
        Labels = MetricLabels.Of([new("host", "web-1"), new("dc", "😀")]),
        Description = "",
        Resource = "web-1",
        Status = MetricStatus.Active,
    };

    private static readonly Metric Aws = Cpu with
    {
        Id = MetricId.New(),
        Datasource = CloudWatchDatasource.Instance,
        Name = "AWS/EC2/CPUUtilization",
        Resource = "us-west-2/AWS/EC2/i-1",
        Autostack = Stack,
        Labels = AwsLabels.Of(new("prod", "us-west-2"), "AWS/EC2", [new("InstanceId", "i-1"), new("aws.region", "a dimension")]),
    };

    private static readonly TestCaseData[] Labels =
    [
        new("host", LabelOp.Equal, "web-1", true),
        new("host", LabelOp.Equal, "WEB-1", false),
        new("host", LabelOp.Equal, "web-*", false),
        new("none", LabelOp.Equal, "web-1", false),
        new("host", LabelOp.NotEqual, "web-1", false),
        new("host", LabelOp.NotEqual, "web-2", true),
        new("none", LabelOp.NotEqual, "web-1", true),
        new("host", LabelOp.Like, "web-?", true),
        new("host", LabelOp.Like, "web", false),
        new("host", LabelOp.Like, "*b-*", true),
        new("dc", LabelOp.Like, "?", true),
        new("none", LabelOp.Like, "*", false),
        new("host", LabelOp.NotLike, "web*", false),
        new("host", LabelOp.NotLike, "db*", true),
        new("none", LabelOp.NotLike, "*", true),
        new("host", LabelOp.Equal, "web-2|web-1", true),
        new("host", LabelOp.Equal, "web-2|web-3", false),
        new("host", LabelOp.NotEqual, "web-2|web-1", false),
        new("host", LabelOp.NotEqual, "web-2|web-3", true),
        new("host", LabelOp.Like, "db*|web*", true),
        new("host", LabelOp.Like, "db*|mail*", false),
        new("host", LabelOp.NotLike, "db*|web*", false),
        new("none", LabelOp.NotLike, "db*|web*", true),
        new("host", LabelOp.Present, "", true),
        new("none", LabelOp.Present, "", false),
        new("host", LabelOp.Absent, "", false),
        new("none", LabelOp.Absent, "", true),
    ];

    [TestCaseSource(nameof(Labels))]
    public void Matches_OneLabel_ComparesIt(string key, LabelOp op, string value, bool expected) =>
        Assert.That(
            Matches(Cpu, new() { Labels = [new(key, op, value.Split('|', StringSplitOptions.RemoveEmptyEntries))] }),
            Is.EqualTo(expected)
        );

    [TestCase("aws.region", "us-west-2")]
    [TestCase("aws.namespace", "AWS/EC2")]
    [TestCase("aws.account", "prod")]
    [TestCase("InstanceId", "i-1")]
    public void Matches_LabelsOfAws_AreSeen(string key, string value) =>
        Assert.That(Matches(Aws, new() { Labels = [new(key, LabelOp.Equal, value)] }), Is.True);

    [Test]
    public void Matches_EveryOtherCondition_SelectsByIt()
    {
        Assert.That(Selected(MetricSelector.All), Is.EqualTo("cpu aws"));
        Assert.That(Selected(new() { Metrics = [MetricId.New(), Cpu.Id] }), Is.EqualTo("cpu"));
        Assert.That(Selected(new() { NamePatterns = ["cpu.*"] }), Is.EqualTo("cpu"));
        Assert.That(Selected(new() { NamePatterns = ["CPU.*"] }), Is.Empty);
        Assert.That(Selected(new() { NamePatterns = ["cpu.*", "AWS/*"] }), Is.EqualTo("cpu aws"));
        Assert.That(Selected(new() { Resources = ["web-2", "web-1"] }), Is.EqualTo("cpu"));
        Assert.That(Selected(new() { Resources = ["web-1"] }), Is.EqualTo("cpu"));
        Assert.That(Selected(new() { Resources = ["web-"] }), Is.Empty);
        Assert.That(Selected(new() { Datasources = [CloudWatchDatasource.Instance] }), Is.EqualTo("aws"));
        Assert.That(Selected(new() { Autostacks = [AutostackId.New(), Stack] }), Is.EqualTo("aws"));
        Assert.That(Selected(new() { Autostacks = [AutostackId.New()] }), Is.Empty);
        Assert.That(Selected(new() { Statuses = [MetricStatus.Error, MetricStatus.Active] }), Is.EqualTo("cpu aws"));
        Assert.That(Selected(new() { Statuses = [MetricStatus.Error] }), Is.Empty);
    }

    [Test]
    public void Matches_SeveralConditions_NeedsAll()
    {
        var both = new MetricSelector { Labels = [new("host", LabelOp.Present), new("dc", LabelOp.Absent)] };
        Assert.That(Selected(both), Is.Empty);
        Assert.That(Selected(new() { NamePatterns = ["*"], Labels = [new("host", LabelOp.Absent)] }), Is.EqualTo("aws"));
    }

    [TestCase("*", "%")]
    [TestCase("a?%_", @"a_\%\_")]
    [TestCase(@"\*\\", @"*\\")]
    public void ToLike_Pattern_MeansTheSame(string pattern, string like) =>
        Assert.That(TextPattern.Parse(pattern).ToLike(), Is.EqualTo(like));

    private static bool Matches(Metric metric, MetricSelector selector) => new MetricMatcher(selector).Matches(metric);

    private static string Selected(MetricSelector selector)
    {
        (string Name, Metric Metric)[] all = [("cpu", Cpu), ("aws", Aws)];
        return string.Join(' ', all.Where(one => Matches(one.Metric, selector)).Select(one => one.Name));
    }
}
