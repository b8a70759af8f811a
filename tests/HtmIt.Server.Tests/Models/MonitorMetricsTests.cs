using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>Monitoring what a selector selects.</summary>
public sealed class MonitorMetricsTests : ServerFixture
{
    [Test]
    public async Task MonitorMetrics_InPages_MonitorsWhatHasNoModelYet()
    {
        var monitored = await MonitorAsync("mon.before");
        foreach (var name in new[] { "mon.a", "mon.b", "mon.c", "other" })
        {
            await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = name } });
        }
        var request = new MonitorMetricsRequest
        {
            Selector = new() { NamePatterns = { "mon.*" } },
            ModelParams = new() { Min = 0, Max = 10 },
            PageSize = 2,
        };
        var results = new List<MonitorMetricResult>();
        do
        {
            var page = await Models.MonitorMetricsAsync(request);
            results.AddRange(page.Results);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.That(results.Select(one => one.Response.Model.Metric.MetricName), Is.EqualTo(new[] { "mon.a", "mon.b", "mon.c" }));
        Assert.That(results.Select(one => one.Response.Created), Is.All.True);
        Assert.That(results.Select(one => one.Metric), Is.EqualTo(results.Select(one => one.Response.Model.Metric.Name)));
        Assert.That(results.Select(one => one.Response.Model.Metric.Status), Is.All.EqualTo(MetricStatus.Active));
        Assert.That(await ModelAsync("mon.before"), Is.EqualTo(monitored));
        Assert.That((await MetricAsync("other")).Status, Is.EqualTo(MetricStatus.Unmonitored));
        request.PageToken = "";
        Assert.That((await Models.MonitorMetricsAsync(request)).Results, Is.Empty, "again");
    }

    [Test]
    public async Task MonitorMetrics_OnlyMonitoredOnes_AreNone()
    {
        var request = new MonitorMetricsRequest { Selector = new() { Statuses = { MetricStatus.Active } } };
        Assert.That((await Models.MonitorMetricsAsync(request)).Results, Is.Empty);
    }

    [Test]
    public async Task MonitorMetrics_NoSelectorOrBadRange_NamesTheField()
    {
        Assert.That((await Refusal.OfAsync(Models.MonitorMetricsAsync(new()))).Field, Is.EqualTo("selector"));
        var half = new MonitorMetricsRequest
        {
            Selector = new(),
            ModelParams = new() { Max = 1 },
        };
        Assert.That((await Refusal.OfAsync(Models.MonitorMetricsAsync(half))).Field, Does.StartWith("model_params"));
    }
}
