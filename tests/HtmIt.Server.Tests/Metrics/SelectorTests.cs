using Grpc.Core;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Server.Mapping;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;
using FieldPath = HtmIt.Core.Errors.FieldPath;
using MetricStatus = HtmIt.V1.MetricStatus;
using Op = HtmIt.V1.LabelMatcher.Types.Op;

namespace HtmIt.Server.Tests.Metrics;

/// <summary>What a selector selects in lists: the database and the matcher of single metrics agree.</summary>
public sealed class SelectorTests : ServerFixture
{
    private static readonly (Op Op, string[] Values)[] Conditions =
    [
        (Op.Equal, ["web-1"]),
        (Op.Equal, ["web_1"]),
        (Op.Equal, ["\"quoted\\"]),
        (Op.NotEqual, ["web-1"]),
        (Op.Like, ["web?1"]),
        (Op.Like, ["web_1"]),
        (Op.Like, ["*%*"]),
        (Op.Like, [@"*\*"]),
        (Op.Like, [@"*\\*"]),
        (Op.Like, ["?"]),
        (Op.Like, ["*"]),
        (Op.Like, ["**"]),
        (Op.NotLike, ["web*"]),
        (Op.NotLike, ["*"]),
        (Op.Equal, ["web-1", "100%", "none"]),
        (Op.NotEqual, ["web-1", "100%"]),
        (Op.Like, ["web?1", "a\\**", "none*"]),
        (Op.Like, ["none", "*"]),
        (Op.NotLike, ["web*", "?"]),
        (Op.NotLike, ["none", "*"]),
        (Op.Present, []),
        (Op.Absent, []),
    ];

    private V1.Metric[] _metrics = [];

    [OneTimeSetUp]
    public async Task CreateMetricsAsync()
    {
        foreach (var host in new[] { "web-1", "web-2", "web_1", "100%", "a*b", "WEB-1", "😀", "\"quoted\\", "" })
        {
            await Metrics.CreateMetricAsync(new() { Metric = Metric("cpu", host) });
        }
        await Metrics.CreateMetricAsync(new() { Metric = Metric("disk_used", "web-1") });
        await MonitorAsync("disk-used");
        _metrics = [.. (await Metrics.ListMetricsAsync(new())).Metrics];
    }

    [TestCaseSource(nameof(Conditions))]
    public async Task ListMetrics_ConditionAboutALabel_AgreesWithTheMatcher((Op Op, string[] Values) condition)
    {
        var selector = new V1.MetricSelector
        {
            Labels =
            {
                new V1.LabelMatcher
                {
                    Key = "host",
                    Op = condition.Op,
                    Values = { condition.Values },
                },
            },
        };

        await AgreesAsync(selector);
    }

    [TestCase("cpu", 9)]
    [TestCase("disk_used", 1)]
    [TestCase("disk?used", 2)]
    [TestCase("CPU", 0)]
    [TestCase("*", 11)]
    public async Task ListMetrics_NamePattern_MatchesTheWholeName(string pattern, int count) =>
        Assert.That(await AgreesAsync(new() { NamePatterns = { pattern } }), Has.Count.EqualTo(count));

    [Test]
    public async Task ListMetrics_SeveralAlternatives_NeedsOne()
    {
        Assert.That(await AgreesAsync(new() { NamePatterns = { "disk?used", "none", "cpu" } }), Has.Count.EqualTo(11));
        Assert.That(await AgreesAsync(new() { NamePatterns = { "disk_used", "none" } }), Has.Count.EqualTo(1));
        var resources = _metrics.Take(2).Select(metric => metric.Resource).Append("none");
        Assert.That(await AgreesAsync(new() { Resources = { resources } }), Has.Count.GreaterThanOrEqualTo(2));
        Assert.That(await AgreesAsync(new() { Datasources = { Datasource.Cloudwatch, Datasource.Custom } }), Has.Count.EqualTo(11));
    }

    [Test]
    public async Task ListMetrics_SeveralConditions_NeedsAll()
    {
        var some = _metrics.Take(4).Select(metric => metric.Name).Append($"metrics/{Guid.NewGuid():N}");
        Assert.That(await AgreesAsync(new() { Metrics = { some } }), Has.Count.EqualTo(4));
        Assert.That(await AgreesAsync(new() { Statuses = { MetricStatus.Active } }), Has.Count.EqualTo(1));
        Assert.That(await AgreesAsync(new() { Datasources = { Datasource.Cloudwatch } }), Is.Empty);
        Assert.That(await AgreesAsync(new() { Autostacks = { $"autostacks/{Guid.NewGuid():N}" } }), Is.Empty);
        Assert.That(
            await AgreesAsync(
                new()
                {
                    NamePatterns = { "*s*" },
                    Resources = { "web-1" },
                    Labels =
                    {
                        new V1.LabelMatcher { Key = "host", Op = Op.Present },
                    },
                }
            ),
            Has.Count.EqualTo(1)
        );
    }

    [Test]
    public async Task ListMetrics_InPagesWithTotal_CountsAllOnAnyPage()
    {
        var request = new ListMetricsRequest
        {
            PageSize = 2,
            Selector = new() { NamePatterns = { "cpu" } },
            IncludeTotalSize = true,
        };
        var first = await Metrics.ListMetricsAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Metrics.ListMetricsAsync(request);

        Assert.That((first.TotalSize, second.TotalSize), Is.EqualTo((9, 9)));
        Assert.That((await Metrics.ListMetricsAsync(new())).HasTotalSize, Is.False);
        request.Selector.NamePatterns[0] = "disk*";
        Assert.That((await Refusal.OfAsync(Metrics.ListMetricsAsync(request))).Reason, Is.EqualTo("PAGE_TOKEN_MISMATCH"));
    }

    [Test]
    public async Task ListModels_Selector_CountsTheMonitoredOnly()
    {
        var found = await Models.ListModelsAsync(
            new()
            {
                Selector = new() { NamePatterns = { "disk*" } },
                IncludeTotalSize = true,
            }
        );

        Assert.That(found.Models.Select(model => model.Metric.MetricName), Is.EqualTo(new[] { "disk-used" }));
        Assert.That(found.TotalSize, Is.EqualTo(1));
    }

    [Test]
    public async Task ListMetrics_BadSelector_NamesTheField()
    {
        var selector = new V1.MetricSelector
        {
            Labels =
            {
                new V1.LabelMatcher { Key = "a", Op = Op.Present },
                new V1.LabelMatcher { Key = "b" },
            },
        };
        var refusal = await Refusal.OfAsync(Metrics.ListMetricsAsync(new() { Selector = selector }));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "selector.labels[1].op")));

        refusal = await Refusal.OfAsync(
            Metrics.ListMetricsAsync(new() { Selector = new() { Metrics = { _metrics[0].Name, "metrics/x" } } })
        );
        Assert.That(refusal.Field, Is.EqualTo("selector.metrics[1]"));
    }

    private static V1.Metric Metric(string name, string host)
    {
        var metric = new V1.Metric { MetricName = name };
        if (host.Length > 0)
        {
            metric.Labels.Add("host", host);
        }
        return metric;
    }

    /// <summary>What the list selects, which is what the matcher does.</summary>
    private async Task<IReadOnlyList<V1.Metric>> AgreesAsync(V1.MetricSelector selector)
    {
        var matcher = new MetricMatcher(SelectorMapping.ToSelector(selector, FieldPath.Proto("selector")));
        var listed = (await Metrics.ListMetricsAsync(new() { Selector = selector })).Metrics;

        Assert.That(listed, Is.EqualTo(_metrics.Where(metric => matcher.Matches(ToDomain(metric)))));
        return listed;
    }

    private static Core.Metrics.Metric ToDomain(V1.Metric metric) =>
        new()
        {
            Id = MetricMapping.ToMetricId("name", metric.Name),
            Number = 0,
            Datasource = DatasourceMapping.ToDatasource(metric.Datasource)!,
            Name = metric.MetricName,
            Labels = MetricLabels.Of(metric.Labels),
            Description = "",
            Resource = metric.Resource,
            Status = MetricMapping.ToStatus("status", metric.Status),
        };
}
