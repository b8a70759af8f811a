using HtmIt.Core.Aws;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.CloudWatch;

/// <summary>ListMetrics over HTTP.</summary>
public sealed class MetricListingTests
{
    private static readonly Dictionary<string, string> Any = [];

    private CloudWatchServer _aws = null!;
    private AwsServices _services = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await CloudWatchServer.StartAsync(TimeProvider.System);
        _services = new(_aws.Url);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    [Test]
    public async Task ListMetrics_SeveralPages_AreAllOfThemFromAnyPageOn()
    {
        _aws.Metrics.PageSize = 2;
        for (var i = 0; i < 5; i++)
        {
            _aws.Metrics.Add("Shop", $"m{i}", ("Service", "<a&b>"), ("Zone", $"{i}"));
        }
        var all = await ListAsync(new("Shop", null, Any));
        var rest = await ListAsync(new("Shop", null, Any), all[3].Page);

        Assert.That(all.Select(one => one.Name), Is.EqualTo(new[] { "m0", "m1", "m2", "m3", "m4" }));
        Assert.That(all[4].Dimensions, Is.EqualTo(new Dictionary<string, string> { ["Service"] = "<a&b>", ["Zone"] = "4" }));
        Assert.That(
            all.Select(one => (one.Page.Length > 0, one.Place)),
            Is.EqualTo(new[] { (false, 0), (false, 1), (true, 0), (true, 1), (true, 0) })
        );
        Assert.That(rest.Select(one => one.Name), Is.EqualTo(new[] { "m2", "m3", "m4" }));
    }

    [Test]
    public async Task ListMetrics_Narrowed_AsksForThat()
    {
        _aws.Metrics.Add("Shop", "a", ("Service", "x"))
            .Add("Shop", "b", ("Service", "x"), ("Zone", "1"))
            .Add("Shop", "b")
            .Add("Other", "a");

        Assert.That(await ListAsync(new(null, "a", Any)), Has.Count.EqualTo(2));
        Assert.That(await ListAsync(new("Shop", "a", Any)), Has.Count.EqualTo(1));
        Assert.That(await ListAsync(new("Shop", null, new Dictionary<string, string> { ["Service"] = "x" })), Has.Count.EqualTo(2));
        Assert.That(
            await ListAsync(new("Shop", null, new Dictionary<string, string> { ["Service"] = "x", ["Zone"] = "" })),
            Has.Count.EqualTo(1)
        );
        Assert.That(await ListAsync(new("Nothing", null, Any)), Is.Empty);
    }

    [Test]
    public void ListMetrics_TheSameTokenForEver_Ends()
    {
        _aws.Before = _ =>
            AwsReply.Ok(
                "<ListMetricsResponse><ListMetricsResult><Metrics/><NextToken>again</NextToken></ListMetricsResult></ListMetricsResponse>"
            );

        Assert.That(() => ListAsync(new("Shop", null, Any)), Throws.TypeOf<AwsException>().With.Message.Contains("does not end"));
    }

    private async Task<IReadOnlyList<ListedMetric>> ListAsync(MetricListingQuery query, string page = "") =>
        await _services.Metrics.ListMetricsAsync(AwsServices.Oregon, query, page, default).ToListAsync();
}
