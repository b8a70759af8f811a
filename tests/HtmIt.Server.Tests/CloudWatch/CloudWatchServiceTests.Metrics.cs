using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>What can be monitored, and what it costs.</summary>
public sealed partial class CloudWatchServiceTests
{
    [Test]
    public async Task ListAvailableMetrics_Region_EveryMetricOfEveryResourceReadyToMonitor()
    {
        var metrics = (await Service.ListAvailableMetricsAsync(new() { Region = Oregon, PageSize = 1000 })).Metrics;

        var cpu = metrics.Single(metric => metric.Spec.MetricName == "CPUUtilization" && metric.Resource.AwsResourceId == _web);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics.Count(metric => metric.Resource.AwsResourceId == _web), Is.EqualTo(5));
            Assert.That(metrics.Count(metric => metric.Resource.AwsResourceId == "workers"), Is.EqualTo(6));
            Assert.That(metrics.Count(metric => metric.Resource.AwsResourceId == "mails"), Is.EqualTo(5));
            Assert.That(metrics.Count(metric => metric.Resource.AwsResourceId == "shop"), Is.EqualTo(11));
            Assert.That(
                cpu.Spec,
                Is.EqualTo(
                    new CloudWatchMetricSpec
                    {
                        Region = Oregon,
                        Namespace = "AWS/EC2",
                        MetricName = "CPUUtilization",
                        Dimensions = { ["InstanceId"] = _web },
                    }
                )
            );
            Assert.That(cpu.Metric.DefaultMax, Is.EqualTo(100));
            Assert.That(cpu.Resource.DisplayName, Is.EqualTo("web-1"));
        }
    }

    [Test]
    public async Task ListAvailableMetrics_Narrowed_HoldsOnlyThose()
    {
        var ofNamespace = await MetricsAsync(new() { Namespace = "AWS/EC2" });
        var ofResource = await MetricsAsync(new() { Namespace = "AWS/EC2", AwsResourceId = _web });
        var ofMetric = await MetricsAsync(new() { Namespace = "AWS/EC2", MetricName = "NetworkIn" });
        var ofUnknown = await MetricsAsync(new() { Namespace = "AWS/EC2", AwsResourceId = "i-00000000000000000" });
        var tagged = await MetricsAsync(
            new()
            {
                TagFilters =
                {
                    new TagFilter { Key = "Name", Values = { "web-1" } },
                },
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ofNamespace, Has.Count.EqualTo(2 * 5 + 5), "two instances, and the group's EC2 metrics");
            Assert.That(ofResource.Select(metric => metric.Resource.AwsResourceId), Is.EqualTo(Enumerable.Repeat(_web, 5)));
            Assert.That(ofMetric.Select(metric => metric.Resource.AwsResourceId), Is.EquivalentTo(new[] { _web, _database, "workers" }));
            Assert.That(ofUnknown, Is.Empty);
            Assert.That(tagged, Has.Count.EqualTo(5), "the instance once, and not by the group's dimension too");
        }
    }

    [Test]
    public async Task ListAvailableMetrics_NamespaceOfOnesOwn_IsWhatCloudWatchLists()
    {
        var metrics = await MetricsAsync(new() { Namespace = "Shop/Orders" });
        var ofName = await MetricsAsync(new() { MetricName = "Duration" });
        var ofDimension = await MetricsAsync(new() { Namespace = "Shop/Orders", Dimensions = { ["Service"] = "checkout" } });
        var ofThing = await MetricsAsync(new() { Namespace = "Shop/Orders", AwsResourceId = "search" });
        var none = await MetricsAsync(new() { Namespace = "Shop/Orders", Dimensions = { ["Service"] = "nothing" } });
        var balancer = (await MetricsAsync(new() { Namespace = "AWS/ApplicationELB" })).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics.Select(one => one.Spec.Dimensions["Service"]), Is.EquivalentTo(new[] { "checkout", "checkout", "search" }));
            Assert.That(
                metrics.Select(one => (one.Metric, one.Resource)),
                Is.All.EqualTo(((V1.CloudWatchCatalogueMetric?)null, (V1.CloudWatchResource?)null))
            );
            Assert.That(ofName.Select(one => one.Spec.MetricName).Distinct(), Is.EqualTo(new[] { "Duration" }));
            Assert.That(ofDimension.Select(one => one.Spec.MetricName), Is.EquivalentTo(new[] { "Duration", "Failures" }));
            Assert.That(ofThing.Single().Spec.Dimensions, Is.EqualTo(new Dictionary<string, string> { ["Service"] = "search" }));
            Assert.That(none, Is.Empty);
            Assert.That((balancer.Metric.Statistic, balancer.Metric.MissingData), Is.EqualTo(("Sum", V1.MissingData.Zero)));
            Assert.That(
                (await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = ofThing.Single().Spec } })).Created,
                "as it was listed"
            );
        }
    }

    [Test]
    public async Task ListAvailableMetrics_ThatCloudWatchLists_PageByPageIsTheWholeListOnce()
    {
        var whole = await MetricsAsync(new() { Namespace = "Shop/Orders" });
        var request = new ListAvailableMetricsRequest
        {
            Region = Oregon,
            Namespace = "Shop/Orders",
            PageSize = 2,
        };
        var joined = new List<V1.CloudWatchAvailableMetric>();
        do
        {
            var page = await Service.ListAvailableMetricsAsync(request);
            joined.AddRange(page.Metrics);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.That(joined, Is.EqualTo(whole));
    }

    // AWS bills each request: 8,640 in a month of 30 days by five minutes, 43,200 by the minute.
    [Test]
    public async Task EstimateCollectionCost_NewAndKnownMetrics_IsThatOfTheNewOnes()
    {
        CloudWatchMetricSpec Spec(string table, int seconds) =>
            new()
            {
                Region = Oregon,
                Namespace = "AWS/DynamoDB",
                MetricName = "ReturnedItemCount",
                Dimensions = { ["TableName"] = table },
                Period = new() { Seconds = seconds },
            };
        await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = Spec("known", 300) } });
        var specs = new[] { Spec("known", 300), Spec("known", 60), Spec("new", 300), Spec("new", 300) };

        var estimate = await Service.EstimateCollectionCostAsync(new() { Specs = { specs } });
        var refusal = await Refusal.OfAsync(Service.EstimateCollectionCostAsync(new() { Specs = { specs[0], Spec("new", 7) } }));

        Assert.That(
            (estimate.NewMetricCount, estimate.MonthlyRequestedMetricCount, estimate.MaxMonthlyDollars),
            Is.EqualTo((2, 43_200 + 8_640, 0))
        );
        Assert.That(estimate.MonthlyDollars, Is.EqualTo((43_200 + 8_640) * 0.00002).Within(1e-9), "by the setting");
        Assert.That((refusal.Reason, refusal.Field), Is.EqualTo(("INVALID_FIELD", "specs[1].period")));
    }

    [Test]
    public async Task ListAvailableMetrics_PageByPage_IsTheWholeListOnce()
    {
        var whole = await MetricsAsync(new() { PageSize = 1000 });
        var request = new ListAvailableMetricsRequest { Region = Oregon, PageSize = 4 };
        var joined = new List<V1.CloudWatchAvailableMetric>();
        do
        {
            var page = await Service.ListAvailableMetricsAsync(request);
            joined.AddRange(page.Metrics);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.That(joined, Is.EqualTo(whole));
    }

    private async Task<IReadOnlyList<V1.CloudWatchAvailableMetric>> MetricsAsync(ListAvailableMetricsRequest request)
    {
        request.Region = Oregon;
        return (await Service.ListAvailableMetricsAsync(request)).Metrics;
    }
}
