using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Metrics;

public sealed class MetricSelectorRulesTests
{
    private static readonly string Long = new('x', 513);

    private static readonly TestCaseData[] Bad =
    [
        Case(new() { Metrics = [.. Enumerable.Repeat(new MetricId(), 1_001)] }, "selector.metrics"),
        Case(new() { NamePatterns = ["x", Long] }, "selector.name_patterns[1]"),
        Case(new() { NamePatterns = [@"a\b"] }, "selector.name_patterns[0]"),
        Case(new() { NamePatterns = [""] }, "selector.name_patterns[0]"),
        Case(new() { NamePatterns = [.. Enumerable.Repeat("x", 101)] }, "selector.name_patterns"),
        Case(new() { Labels = [.. Enumerable.Repeat(new LabelMatcher("k", LabelOp.Present), 17)] }, "selector.labels"),
        Case(new() { Labels = [new("k", LabelOp.Present), new("", LabelOp.Absent)] }, "selector.labels[1].key"),
        Case(new() { Labels = [new(new('k', 256), LabelOp.Absent)] }, "selector.labels[0].key"),
        Case(new() { Labels = [new("k", LabelOp.Unspecified)] }, "selector.labels[0].op"),
        Case(new() { Labels = [new("k", (LabelOp)9)] }, "selector.labels[0].op"),
        Case(new() { Labels = [new("k", LabelOp.Equal)] }, "selector.labels[0].values"),
        Case(new() { Labels = [new("k", LabelOp.NotEqual, "a\0")] }, "selector.labels[0].values[0]"),
        Case(new() { Labels = [new("k", LabelOp.Like)] }, "selector.labels[0].values"),
        Case(new() { Labels = [new("k", LabelOp.NotLike, @"\")] }, "selector.labels[0].values[0]"),
        Case(new() { Labels = [new("k", LabelOp.NotLike, Long)] }, "selector.labels[0].values[0]"),
        Case(new() { Labels = [new("k", LabelOp.Present, "v")] }, "selector.labels[0].values"),
        Case(new() { Labels = [new("k", LabelOp.Like, "v", "")] }, "selector.labels[0].values[1]"),
        Case(new() { Labels = [new("k", LabelOp.Equal, [.. Enumerable.Repeat("v", 101)])] }, "selector.labels[0].values"),
        Case(new() { Resources = [new('r', 256)] }, "selector.resources[0]"),
        Case(new() { Resources = ["a", "a\nb"] }, "selector.resources[1]"),
        Case(new() { Autostacks = [.. Enumerable.Repeat(AutostackId.New(), 101)] }, "selector.autostacks"),
        Case(new() { Datasources = [.. Enumerable.Repeat(CustomDatasource.Instance, 17)] }, "selector.datasources"),
        Case(new() { Statuses = [.. Enumerable.Repeat(MetricStatus.Active, 17)] }, "selector.statuses"),
    ];

    [TestCaseSource(nameof(Bad))]
    public void Check_OneBadField_NamesIt(MetricSelector selector, string field)
    {
        var refusal = Assert.Throws<DomainException>(() => MetricSelectorRules.Check(selector, FieldPath.Proto("selector")))!;

        Assert.That(refusal.Reason, Is.EqualTo(ErrorReason.InvalidField));
        Assert.That(refusal.Violations.Select(one => one.Field), Is.EqualTo(new[] { field }));
    }

    [Test]
    public void Check_AsMuchAsIsAllowed_Passes()
    {
        var selector = new MetricSelector
        {
            Metrics = [.. Enumerable.Repeat(new MetricId(), 1_000)],
            NamePatterns = [.. Enumerable.Repeat(new string('?', 512), 100)],
            Labels =
            [
                .. Enumerable.Repeat(new LabelMatcher(new('k', 255), LabelOp.Equal, [.. Enumerable.Repeat(new string('v', 512), 100)]), 16),
            ],
            Resources = [.. Enumerable.Repeat(new string('r', 255), 100)],
            Statuses = [.. Enumerable.Repeat(MetricStatus.Active, 16)],
        };

        Assert.That(() => MetricSelectorRules.Check(selector, FieldPath.Proto("")), Throws.Nothing);
    }

    private static TestCaseData Case(MetricSelector selector, string field) => new TestCaseData(selector, field).SetArgDisplayNames(field);
}
