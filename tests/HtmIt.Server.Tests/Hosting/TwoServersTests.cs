using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

/// <summary>Two servers on one database: neither answers from a memory that the other has made untrue.</summary>
public sealed class TwoServersTests
{
    private const string Name = "two";

    private InProcessServer _one = null!;
    private InProcessServer _other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var database = await TestDatabases.CreateAsync();
        _one = await InProcessServer.StartAsync(database);
        _other = await InProcessServer.StartAsync(database);
        await Data(_one).SendAsync(Ingest.Series(Name, [1]));
        await Data(_other).SendAsync(Ingest.Series(Name, [2], Ingest.Start + 300));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Test]
    public async Task CreateModel_UnmonitoredByTheOther_Monitors()
    {
        var model = await MonitorAsync(_one);
        await Models(_other).DeleteModelAsync(new() { Name = model.Model.Name });

        var again = await MonitorAsync(_one);

        Assert.That(again.Created, Is.True);
        Assert.That(await StatusAsync(), Is.Not.EqualTo(MetricStatus.Unmonitored));
    }

    [Test]
    public async Task DeleteModel_MonitoredByTheOther_Unmonitors()
    {
        var model = await MonitorAsync(_one);

        await Models(_other).DeleteModelAsync(new() { Name = model.Model.Name });

        Assert.That(await StatusAsync(), Is.EqualTo(MetricStatus.Unmonitored));
    }

    [Test]
    public async Task RestartModel_MonitoredByTheOther_Restarts()
    {
        var model = await MonitorAsync(_one);

        await Models(_other).RestartModelAsync(new() { Name = model.Model.Name });

        Assert.That(await StatusAsync(), Is.Not.EqualTo(MetricStatus.Unmonitored));
    }

    [Test] // what is not the truth any more is no reason to refuse a sample
    public async Task Ingest_ErrorMendedByTheOther_IsTaken()
    {
        var model = await MonitorAsync(_one);
        await Tables.ExecuteAsync(_one.ConnectionString, "update metric set status = 4");
        await Tables.ExecuteAsync(_one.ConnectionString, "update metric_head set status = 4");
        var refused = await Data(_one).SendAsync(Ingest.Series(Name, [3], Ingest.Start + 600));
        Assert.That(refused.Outcomes.Single().Refusals.Single().Reason, Is.EqualTo(ErrorReason.MetricInError));
        await Models(_other).RestartModelAsync(new() { Name = model.Model.Name });

        var taken = await Data(_one).SendAsync(Ingest.Series(Name, [3], Ingest.Start + 600));

        Assert.That(taken.Outcomes.Single().FirstRowId, Is.EqualTo(3));
    }

    private static MetricDataService.MetricDataServiceClient Data(InProcessServer server) => new(server.Channel);

    private static ModelService.ModelServiceClient Models(InProcessServer server) => new(server.Channel);

    private static async Task<CreateModelResponse> MonitorAsync(InProcessServer server) =>
        await Models(server)
            .CreateModelAsync(
                new()
                {
                    Spec = new()
                    {
                        Custom = new() { Target = new() { Key = new() { MetricName = Name } } },
                        ModelParams = new() { Min = 0, Max = 100 },
                    },
                }
            );

    private async Task<MetricStatus> StatusAsync() =>
        (await new MetricService.MetricServiceClient(_other.Channel).GetMetricAsync(new() { Key = new() { MetricName = Name } }))
            .Metric
            .Status;
}
