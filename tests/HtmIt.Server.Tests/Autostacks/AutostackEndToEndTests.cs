using Google.Protobuf.WellKnownTypes;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>From tagged instances to scores, over a fake AWS that speaks its HTTP API, on the machine's clock: ASTK-019.</summary>
[NonParallelizable]
public sealed class AutostackEndToEndTests : ServerFixture
{
    private const string Region = "us-west-2";
    private const int Period = 300;
    private const int Samples = 400;

    private MotoServer _moto = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = _moto.Url.ToString(),
            // The datapoints lie in the past: each is taken at first sight.
            ["HtmIt:CloudWatch:DelaySeconds"] = "1",
            ["HtmIt:CloudWatch:AskSeconds"] = "1",
            // As much as the datapoints are: the fake goes through all it has for each period.
            ["HtmIt:CloudWatch:BackfillDays"] = "2",
        };

    [Test] // ASTK-019, ASTK-021, ASTK-020, API-A-003
    public async Task Autostack_OverSeveralInstances_IsTheMeanOfTheirSeries()
    {
        var aws = _moto.Region(Region);
        var members = new List<string>();
        foreach (var name in new[] { "web-1", "web-2", "web-3", "www4" })
        {
            members.Add(await aws.AddInstanceAsync("m5.large", ("Name", name), ("Env", "prod")));
        }
        await aws.AddInstanceAsync("m5.large", ("Name", "web-5"), ("Env", "test"));
        await aws.AddInstanceAsync("m5.large", ("Name", "Web-6"), ("Env", "prod"));
        var (stopped, gone) = (await AddWebAsync(), await AddWebAsync());
        await aws.StopInstanceAsync(stopped);
        await aws.TerminateInstanceAsync(gone);
        var newest = DateTimeOffset.FromUnixTimeSeconds(
            TimeProvider.System.GetUtcNow().AddMinutes(-60).ToUnixTimeSeconds() / Period * Period
        );
        var times = Enumerable.Range(0, Samples).Select(i => newest.AddSeconds(-Period * (long)(Samples - 1 - i))).ToArray();
        var series = members
            .Select((_, m) => times.Select((_, i) => (30 * (m + 1) / 2.5) + (9 * Math.Sin((i + (m * 40)) / 23.0))).ToArray())
            .ToArray();
        for (var m = 0; m < members.Count; m++)
        {
            var member = m;
            await aws.PutMetricDataAsync(
                "AWS/EC2",
                "CPUUtilization",
                "InstanceId",
                members[m],
                times.Select((time, i) => (time, series[member][i]))
            );
        }

        var autostacks = new AutostackService.AutostackServiceClient(Channel);
        var request = new CreateAutostackRequest
        {
            Autostack = new()
            {
                Title = "web tier",
                Region = Region,
                Filters =
                {
                    new ResourceFilter { Name = "tag:Name", Values = { "web*", "www?" } },
                    new ResourceFilter { Name = "tag:Env", Values = { "prod" } },
                },
            },
        };
        var autostack = (await autostacks.CreateAutostackAsync(request)).Autostack;
        var instances = (await autostacks.ListAutostackInstancesAsync(new() { Autostack = autostack.Name })).Instances;
        Assert.That(instances.Select(one => one.InstanceId), Is.EquivalentTo(members));
        Assert.That(
            instances.Select(one => (one.State, one.InstanceType, one.LaunchTime is not null)),
            Is.All.EqualTo(("running", "m5.large", true))
        );
        var preview = new PreviewAutostackInstancesRequest
        {
            Region = Region,
            Filters =
            {
                new ResourceFilter { Name = "tag:Name", Values = { "web*" } },
                new ResourceFilter { Name = "instance-state-name", Values = { "stopped" } },
            },
        };
        var otherwise = (await autostacks.PreviewAutostackInstancesAsync(preview)).Instances;
        Assert.That(otherwise.Select(one => one.InstanceId), Is.EqualTo(new[] { stopped }), "a filter by state says which");
        var cpu = await CreateAsync("AWS/EC2", "CPUUtilization");
        var count = await CreateAsync("Autostacks", "InstanceCount");

        var filled = await Until.HoldsAsync(
            async () => (await Models.GetModelAsync(new() { Name = cpu.Name })).Model.Metric,
            metric => metric.LastSampleTime?.ToDateTimeOffset() == newest,
            "the history to be aggregated"
        );
        Assert.That((filled.LastRowId, filled.Status), Is.EqualTo(((long)Samples, MetricStatus.Active)));
        var rows = (await RowsAsync(cpu)).ToArray();
        Assert.That(rows.Select(row => row.SampleTime.ToDateTimeOffset()), Is.EqualTo(times));
        var expected = times.Select((_, i) => series.Average(one => one[i]));
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(expected).Within(0.00005));
        Assert.That(rows[^1].AnomalyLikelihood, Is.InRange(0, 1));
        await Until.HoldsAsync(() => RowsAsync(count), found => found.Count == 1, "the number of members");
        Assert.That((await RowsAsync(count))[0].Value, Is.EqualTo(members.Count));

        Task<string> AddWebAsync() => aws.AddInstanceAsync("m5.large", ("Name", "web-0"), ("Env", "prod"));

        async Task<Model> CreateAsync(string ns, string name) =>
            (await Models.CreateModelAsync(new() { Spec = autostack.Metric(ns, name) })).Model;
    }

    [Test] // queues, whose tags another service has
    public async Task Autostack_OverQueuesWithATag_IsTheSumOfTheirSeries()
    {
        var aws = _moto.Region(Region);
        (string Queue, int Value)[] members = [("mail-in", 1), ("mail-out", 20)];
        var newest = DateTimeOffset.FromUnixTimeSeconds(
            TimeProvider.System.GetUtcNow().AddMinutes(-60).ToUnixTimeSeconds() / Period * Period
        );
        var times = Enumerable.Range(0, Samples).Select(i => newest.AddSeconds(-Period * (long)(Samples - 1 - i))).ToArray();
        foreach (var (queue, value) in members.Append(("other", 300)))
        {
            await aws.AddQueueAsync(queue, ("team", value < 300 ? "mail" : "shop"));
            var values = times.Select((time, i) => (time, (double)(value * (1 + (i % 5)))));
            await aws.PutMetricDataAsync("AWS/SQS", "NumberOfMessagesSent", "QueueName", queue, values);
        }
        var autostacks = new AutostackService.AutostackServiceClient(Channel);
        var request = new CreateAutostackRequest
        {
            Autostack = new()
            {
                Title = "mail",
                Region = Region,
                AwsResourceType = "AWS::SQS::Queue",
                Filters =
                {
                    new ResourceFilter { Name = "tag:team", Values = { "ma*" } },
                },
            },
        };
        var autostack = (await autostacks.CreateAutostackAsync(request)).Autostack;
        var found = (await autostacks.ListAutostackInstancesAsync(new() { Autostack = autostack.Name })).Instances;
        Assert.That(found.Select(one => one.InstanceId), Is.EqualTo(members.Select(one => one.Queue)));
        var spec = autostack.Metric("AWS/SQS", "NumberOfMessagesSent");
        var sent = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        Assert.That(sent.Metric.Status, Is.EqualTo(MetricStatus.PendingData), "the range of one queue is not that of all");
        var count = (await Models.CreateModelAsync(new() { Spec = autostack.Metric("Autostacks", "MemberCount") })).Model;

        await Until.HoldsAsync(() => RowsAsync(sent), rows => rows.Count == Samples, "the history to be aggregated and scored");
        Assert.That(
            (await RowsAsync(sent)).Select(row => (row.SampleTime.ToDateTimeOffset(), row.Value)),
            Is.EqualTo(times.Select((time, i) => (time, 21d * (1 + (i % 5)))))
        );
        await Until.HoldsAsync(() => RowsAsync(count), rows => rows.Count == 1, "the number of members");
        Assert.That((await RowsAsync(count))[0].Value, Is.EqualTo(2));
    }

    protected override async Task PrepareAsync() => _moto = await MotoServer.EmptyAsync(default);

    private async Task<IReadOnlyList<MetricDataRow>> RowsAsync(Model model)
    {
        var start = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(-20));
        var request = new ListMetricDataRequest
        {
            Metric = model.Metric.Name,
            PageSize = 10_000,
            StartTime = start,
        };
        return [.. (await Data.ListMetricDataAsync(request)).MetricRows.AllRows()];
    }
}
