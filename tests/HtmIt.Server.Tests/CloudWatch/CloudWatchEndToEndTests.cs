using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Discovery to live scores over a fake AWS that speaks its HTTP API, on the machine's clock.</summary>
[NonParallelizable]
public sealed class CloudWatchEndToEndTests : ServerFixture
{
    private const string Region = "us-west-2";
    private const int Period = 300;

    private MotoServer _moto = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = _moto.Url.ToString(),
            ["HtmIt:CloudWatch:RetrySeconds"] = "1",
            ["HtmIt:CloudWatch:StatusSeconds"] = "1",
            // The new datapoint of the test lies in the past; no period is given up before it comes.
            ["HtmIt:CloudWatch:OpenMinutes"] = "180",
        };

    [OneTimeSetUp]
    public override async Task StartServerAsync()
    {
        _moto = await MotoServer.EmptyAsync(default);
        await base.StartServerAsync();
    }

    [Test] // CW-001, CW-005, CW-009, CW-022, COLL-001, COLL-002, API-I-001, API-M-003, API-M-004, API-M-012, API-D-012
    public async Task Instance_MonitoredWithHistory_IsBackfilledScoredAndWatchedLive()
    {
        var aws = _moto.Region(Region);
        var instance = await aws.AddInstanceAsync("m5.large", ("Name", "web-1"));
        var newest = Floor(TimeProvider.System.GetUtcNow().AddMinutes(-40));
        // Every five minutes in the last day, every half hour before: the fake's answers take time by the datapoint.
        var history = Enumerable
            .Range(0, (14 * 288) - 12)
            .Where(i => i < 288 || i % 6 == 0)
            .Select(i => newest.AddSeconds(-Period * (long)i))
            .Reverse()
            .ToArray();
        await aws.PutMetricDataAsync(
            "AWS/EC2",
            "CPUUtilization",
            "InstanceId",
            instance,
            history.Select((time, i) => (time, 40 + (20 * Math.Sin(i / 46.0))))
        );

        var instances = new InstanceService.InstanceServiceClient(Channel);
        await instances.MonitorInstanceAsync(
            new()
            {
                Region = Region,
                Namespace = "AWS/EC2",
                ResourceId = instance,
            }
        );
        var models = (await Models.ListModelsAsync(new() { Server = $"{Region}/AWS/EC2/{instance}" })).Models;
        var cpu = models.Single(model => model.Metric.MetricName == "AWS/EC2/CPUUtilization");
        Assert.That(models, Has.Count.EqualTo(3));
        Assert.That((cpu.Metric.TagName, cpu.Metric.Location), Is.EqualTo(("web-1", Region)));
        var again = await Models.CreateModelAsync(new() { Spec = cpu.Spec });
        Assert.That((again.Created, again.Model.Name), Is.EqualTo((false, cpu.Name)));

        var filled = await Until.HoldsAsync(
            async () => (await Models.GetModelAsync(new() { Name = cpu.Name })).Model.Metric,
            metric => metric.LastSampleTime?.ToDateTimeOffset() == newest,
            "the history to be collected"
        );
        Assert.That(filled.LastRowId, Is.EqualTo(history.Length));
        var page = await Data.ListMetricDataAsync(
            new()
            {
                Metric = cpu.Metric.Name,
                PageSize = 10_000,
                StartTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(history[0]),
            }
        );
        Assert.That(page.Rows, Has.Count.EqualTo(filled.LastRowId), "every row has its scores");
        Assert.That(page.Rows.Select(row => row.SampleTime.Seconds), Is.Ordered.Ascending);
        Assert.That(page.Rows[^1].AnomalyScore, Is.InRange(0, 1));

        using var watch = new Watcher(Data, new() { Metrics = { cpu.Metric.Name } });
        await watch.StartedAsync();
        var next = newest.AddSeconds(Period);
        await aws.PutMetricDataAsync("AWS/EC2", "CPUUtilization", "InstanceId", instance, [(next, 97.5)]);
        await watch.ReadRowsAsync(1);
        var live = watch.Rows.First();
        Assert.That(live.SampleTime.ToDateTimeOffset(), Is.EqualTo(next));
        Assert.That((live.Value, live.RowId), Is.EqualTo((97.5, filled.LastRowId + 1)));

        var states = await Until.HoldsAsync(
            async () => (await instances.ListInstanceStatusHistoryAsync(new() { Instance = InstanceName(instance) })).Changes,
            changes => changes.Count > 0,
            "the instance's state"
        );
        Assert.That(states[0].Status, Is.EqualTo("running"));

        var cloudWatch = new CloudWatchService.CloudWatchServiceClient(Channel);
        var shard = (await cloudWatch.GetCollectionStatisticsAsync(new())).Shards.Single();
        Assert.That((shard.Region, shard.MetricCount, shard.PeriodsPerRequest), Is.EqualTo((Region, 3, 1)));
        Assert.That(shard.EstimatedMonthlyDollars, Is.EqualTo(3 * 30 * 288 * 0.01 / 1_000).Within(1e-9));
        Assert.That(shard.StoredSampleCount, Is.GreaterThanOrEqualTo(filled.LastRowId));

        await Models.DeleteModelAsync(new() { Name = cpu.Name });
        var refusal = await Refusal.OfAsync(Models.GetModelAsync(new() { Name = cpu.Name }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "MODEL_NOT_FOUND")));
    }

    private static string InstanceName(string id) => "instances/" + Uri.EscapeDataString($"{Region}/AWS/EC2/{id}");

    private static DateTimeOffset Floor(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds() / Period * Period);
}
