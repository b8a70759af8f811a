using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>The list of models and metrics on a database of their own: API-M-001 to API-M-003, API-M-015, META-005, META-019.</summary>
public sealed class ModelServiceTests : ServerFixture
{
    [Test] // API-M-001, API-M-003, API-M-015, META-019: none, one, many
    public async Task ListModels_AsModelsComeAndGo_HoldsTheMonitoredOnes()
    {
        Assert.That((await Models.ListModelsAsync(new())).Models, Is.Empty);
        var first = await MonitorAsync("list.a");
        Assert.That((await Models.ListModelsAsync(new())).Models, Is.EqualTo(new[] { first }));
        var others = new List<Model>();
        foreach (var name in new[] { "list.c", "list.b" })
        {
            others.Add(await MonitorAsync(name, withRange: false));
        }
        await Data.SendAsync(Ingest.Series("list.unmonitored", [1]));

        var all = await Models.ListModelsAsync(new());
        Assert.That(all.Models, Is.EqualTo(new[] { first, others[1], others[0] }));
        var pending = await Models.ListModelsAsync(new() { Selector = new() { Statuses = { MetricStatus.PendingData } } });
        Assert.That(pending.Models.Select(model => model.Metric.MetricName), Is.EqualTo(new[] { "list.b", "list.c" }));
        Assert.That(
            (await Models.ListModelsAsync(new() { Selector = new() { Resources = { "list.c" } } })).Models,
            Is.EqualTo(new[] { others[0] })
        );
        Assert.That(
            (await Models.ListModelsAsync(new() { Selector = new() { Datasources = { Datasource.Cloudwatch } } })).Models,
            Is.Empty
        );

        // API-M-002, API-M-015
        await Models.DeleteModelAsync(new() { Name = first.Name });
        Assert.That((await Models.ListModelsAsync(new())).Models.Select(model => model.Name), Has.No.Member(first.Name));
        var found = (await Models.GetModelAsync(new() { Name = first.Name })).Model;
        Assert.That((found.Metric.Status, found.Spec), Is.EqualTo((MetricStatus.Unmonitored, (ModelSpec?)null)));
    }

    [Test] // a page token holds names, which may be long and not Latin
    public async Task ListMetrics_InPagesOfLongNames_GoesOn()
    {
        var longest = Enumerable.Range(0, 3).Select(i => $"{i}{new string('株', 254)}").ToArray();
        foreach (var name in longest)
        {
            await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = name } });
        }
        var found = new List<string>();
        var request = new ListMetricsRequest { PageSize = 1 };
        do
        {
            var page = await Metrics.ListMetricsAsync(request);
            found.AddRange(page.Metrics.Select(metric => metric.MetricName));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(found, Is.Unique.And.SupersetOf(longest));
    }

    [Test] // A17: stable order by server, name, uid; pages of any size give each metric once
    public async Task ListMetrics_InPages_GivesEachOnceInOrder()
    {
        foreach (var name in new[] { "page.d", "page.b", "page.e", "page.a", "page.c" })
        {
            await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = name } });
        }
        var all = (await Metrics.ListMetricsAsync(new())).Metrics;
        Assert.That(all.Select(metric => metric.Resource), Is.Ordered.Using((System.Collections.IComparer)StringComparer.Ordinal));

        var paged = new List<Metric>();
        var request = new ListMetricsRequest { PageSize = 2 };
        do
        {
            var page = await Metrics.ListMetricsAsync(request);
            paged.AddRange(page.Metrics);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(paged, Is.EqualTo(all));
    }

    [Test] // META-005
    public async Task GetMetric_ByName_FindsTheExactNameOnly()
    {
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "Case.Counts" } })).Metric;
        Assert.That(await MetricAsync("Case.Counts"), Is.EqualTo(metric));
        foreach (var other in new[] { "case.counts", "Case.Count", "Case.Counts2", "Case%" })
        {
            var refusal = await Refusal.OfAsync(Metrics.GetMetricAsync(new() { Key = new() { MetricName = other } }));
            Assert.That(refusal.Reason, Is.EqualTo("METRIC_NOT_FOUND"), other);
        }
    }

    [Test] // API-S-006, CW-026
    public async Task ListDatasources_NamesAllThree() =>
        Assert.That(
            (await Metrics.ListDatasourcesAsync(new())).Datasources,
            Is.EqualTo(new[] { Datasource.Custom, Datasource.Cloudwatch, Datasource.Autostack })
        );
}
