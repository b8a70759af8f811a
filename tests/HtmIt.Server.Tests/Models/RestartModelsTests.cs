using HtmIt.Client;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.Models;

/// <summary>Restarting what a selector selects.</summary>
public sealed class RestartModelsTests : ServerFixture
{
    [Test]
    public async Task RestartModels_InPages_RestartsWhatIsSelectedOnce()
    {
        var before = new Dictionary<string, int>();
        foreach (var name in new[] { "again.a", "again.b", "again.c", "not" })
        {
            before[name] = (await MonitorAsync(name)).Generation;
        }
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "again.unmonitored" } });
        var request = new RestartModelsRequest
        {
            Selector = new() { NamePatterns = { "again.*" } },
            PageSize = 2,
        };
        var results = new List<RestartModelResult>();
        do
        {
            var page = await Models.RestartModelsAsync(request);
            results.AddRange(page.Results);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        var restarted = results.ConvertAll(one => one.Response.Model);
        Assert.That(restarted.ConvertAll(model => model.Metric.MetricName), Is.EqualTo(new[] { "again.a", "again.b", "again.c" }));
        Assert.That(restarted, Is.All.Matches<Model>(model => model.Generation > before[model.Metric.MetricName]));
        Assert.That(results.ConvertAll(one => one.Name), Is.EqualTo(restarted.ConvertAll(model => model.Name)));
        Assert.That((await ModelAsync("not")).Generation, Is.EqualTo(before["not"]));
        using var client = new HtmItClient(Server.Address);
        var typed = await client.Models.RestartAsync(new() { NamePatterns = ["again.a"] }).ToListAsync();
        Assert.That(typed.Single().Result.Value.Generation, Is.GreaterThan(restarted[0].Generation));
    }

    [Test]
    public async Task RestartModels_NoSelector_NamesTheField() =>
        Assert.That((await Refusal.OfAsync(Models.RestartModelsAsync(new()))).Field, Is.EqualTo("selector"));
}
