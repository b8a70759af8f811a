using HtmIt.Client;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>Restarting what a selector selects.</summary>
public sealed class RestartModelsTests : ServerFixture
{
    [Test]
    public async Task RestartModels_InPages_RestartsWhatIsSelectedOnce()
    {
        foreach (var name in new[] { "again.a", "again.b", "again.c", "not" })
        {
            await MonitorAsync(name);
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

        Assert.That(
            results.Select(one =>
                (one.Response.Model.Metric.MetricName, one.Response.Model.Generation, one.Name == one.Response.Model.Name)
            ),
            Is.EqualTo(new[] { ("again.a", 2, true), ("again.b", 2, true), ("again.c", 2, true) })
        );
        Assert.That((await ModelAsync("not")).Generation, Is.EqualTo(1));
        using var client = new HtmItClient(Server.Address);
        var typed = await client.Models.RestartAsync(new() { NamePatterns = ["again.a"] }).ToListAsync();
        Assert.That(typed.Single().Result.Value.Generation, Is.EqualTo(3));
    }

    [Test]
    public async Task RestartModels_NoSelector_NamesTheField() =>
        Assert.That((await Refusal.OfAsync(Models.RestartModelsAsync(new()))).Field, Is.EqualTo("selector"));
}
