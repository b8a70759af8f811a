using System.Diagnostics.Metrics;
using HtmIt.Core.Collecting;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>What a shard stores of what CloudWatch publishes late, in parts, after hours or otherwise than before: over HTTP, into the real
/// store, on a clock of hours and days.</summary>
public sealed class PublicationTests : PublicationFixture
{
    // The value of a period is there long before it is whole; one is right at first and raised three minutes later.
    [Test, CancelAfter(300_000)]
    public async Task Round_ValuesThatGrow_AreStoredWhole(CancellationToken cancellationToken)
    {
        var (growing, requests) = await MonitorAsync("AWS/ELB", "RequestCount", "LoadBalancerName");
        var (raised, database) = await MonitorAsync();
        for (var time = Start; time < Start + (30 * Hour); time += Period)
        {
            for (var minute = 1; minute <= 5; minute++)
            {
                Aws.Series(growing).Publish(time, time + (60 * minute) + 120, 100 * minute);
            }
            Aws.Series(raised).Publish(time, time + Period + 45, 300).Publish(time, time + Period + 225, 500);
        }
        await RunAsync(30 * Hour, cancellationToken);
        foreach (var model in new[] { requests, database })
        {
            var rows = (await ReadAsync(model)).Rows;
            Assert.That(rows, Has.Count.InRange(353, 359));
            Assert.That(rows.Select(row => row.Value), Is.All.EqualTo(500));
        }
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_NothingIsPublishedForAWhileAndThenEverything_LosesNoRow(CancellationToken cancellationToken)
    {
        var monitored = new Dictionary<int, (string Resource, Model Model)>();
        foreach (var minutes in new[] { 22, 40, 60, 180 })
        {
            monitored[minutes] = await MonitorAsync();
            var (from, to) = (Start + (3 * Hour), Start + (3 * Hour) + (60 * minutes));
            for (var time = Start; time < Start + (9 * Hour); time += Period)
            {
                var at = time + Period + 60;
                Aws.Series(monitored[minutes].Resource).Publish(time, at >= from && at < to ? to : at, time);
            }
        }
        await RunAsync(10 * Hour, cancellationToken);
        foreach (var (minutes, (_, model)) in monitored)
        {
            Assert.That((await ReadAsync(model)).Rows, Has.Count.EqualTo(9 * 12), $"{minutes} minutes");
        }
        Assert.That(Shard.Total.LateSamples, Is.Zero);
        Assert.That(Told.Lines.Where(line => line.EventId == 1307).Select(line => line.Text), Has.Some.Contains("1 metrics of AWS/RDS"));
        Assert.That(
            Told.Lines.Where(line => line.EventId == 1308).Select(line => line.Text),
            Has.Some.Contains("has data again of 1 metrics")
        );
    }

    // One collector, one schedule, one learning: members that are late make an autostack late, not empty.
    [Test, CancelAfter(300_000)]
    public async Task Round_MembersLateAndInParts_AutostackHasTheirMean(CancellationToken cancellationToken)
    {
        var model = await MonitorAutostackAsync("i-1", "i-2");
        for (var time = Start; time < Start + (6 * Hour); time += Period)
        {
            Aws.Series("i-1").Publish(time, time + Period + 420, 10);
            Aws.Series("i-2").Publish(time, time + Period + 300, 10).Publish(time, time + Period + 420, 30);
        }
        await RunAsync(7 * Hour, cancellationToken);
        var rows = (await ReadAsync(model)).Rows;
        Assert.That(rows, Has.Count.EqualTo(6 * 12));
        Assert.That(rows.Select(row => row.Value), Is.All.EqualTo(20));
        Assert.That(Shard.State.PublicationDelays["AWS/EC2"], Is.GreaterThan(600), "learnt");
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_MemberFailsForOneAnswer_IsNoChangeOfWhatIsStored(CancellationToken cancellationToken)
    {
        var model = await MonitorAutostackAsync("i-1", "i-2");
        for (var time = Start; time < Start + (4 * Hour); time += Period)
        {
            Aws.Series("i-1").Publish(time, time + Period + 30, 10);
            Aws.Series("i-2").Publish(time, time + Period + 30, 30);
        }
        await RunAsync(2 * Hour, cancellationToken);
        Aws.StatusOf = resource => resource == "i-2" ? "InternalError" : null;
        await RunAsync(Period, cancellationToken);
        Aws.StatusOf = _ => null;
        await RunAsync(3 * Hour, cancellationToken);
        var rows = (await ReadAsync(model)).Rows;
        Assert.That(rows.Select(row => row.Value), Is.All.EqualTo(20));
        Assert.That((rows.Count, Shard.Total.RevisedSamples), Is.EqualTo((4 * 12, 0)));
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_ValuesRaisedAfterTheyWereStored_AreCountedToldAndThenWaitedFor(CancellationToken cancellationToken)
    {
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "htmit.cloudwatch.revised_samples")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        var (resource, model) = await MonitorAsync();
        for (var time = Start; time < Start + (8 * Hour); time += Period)
        {
            Aws.Series(resource).Publish(time, time + Period + 45, 300).Publish(time, time + Period + 1_200, 500);
        }
        await RunAsync(9 * Hour, cancellationToken);
        var rows = (await ReadAsync(model)).Rows;
        var wrong = rows.Count(row => row.Value == 300);
        Assert.That((rows.Count, wrong), Is.EqualTo((8 * 12, wrong)));
        Assert.That(wrong, Is.InRange(1, 5), "those that were stored before the first was seen to change");
        Assert.That((Shard.Total.RevisedSamples, counted), Is.EqualTo((wrong, wrong)));
        Assert.That(Told.Lines.Where(line => line.EventId == 1306), Is.Not.Empty);
    }

    // What passes has no end state, however long it takes: it is tried ever more slowly, anybody can see why, and the gap is filled.
    [TestCase("away"), TestCase("keys"), TestCase("permission"), TestCase("query")]
    [CancelAfter(300_000)]
    public async Task Round_AwsFailsForHours_GoesOnByItselfAndFillsTheGap(string what, CancellationToken cancellationToken)
    {
        var (resource, model) = await MonitorAsync();
        for (var time = Start; time < Start + (12 * Hour); time += Period)
        {
            Aws.Series(resource).Publish(time, time + Period + 30, time);
        }
        await RunAsync(2 * Hour, cancellationToken);
        var before = (await ReadAsync(model)).Rows.Count;
        var failing = Clock.GetUtcNow();
        Aws.StatusOf = _ => what == "query" ? "Forbidden" : null;
        Aws.Before = request =>
            !request.IsAction("GetMetricData") ? null
            : what == "away" ? AwsReply.Error(503, "ServiceUnavailable")
            : what == "keys" ? AwsReply.Error(403, "ExpiredToken")
            : what == "permission" ? AwsReply.Error(403, "AccessDenied")
            : null;
        var calls = Shard.Total.Calls;
        await RunAsync(8 * Hour, cancellationToken);
        var meanwhile = (await ReadAsync(model)).Metric;
        calls = Shard.Total.Calls - calls;
        (Aws.Before, Aws.StatusOf) = (_ => null, _ => null);
        await RunAsync(3 * Hour, cancellationToken);
        var (after, rows) = await ReadAsync(model);

        Assert.That((meanwhile.Status, (int)meanwhile.LastRowId), Is.EqualTo((HtmIt.V1.MetricStatus.Active, before)));
        Assert.That(meanwhile.Collecting.LastError.StartTime.ToDateTimeOffset(), Is.EqualTo(failing).Within(TimeSpan.FromSeconds(Period)));
        Assert.That(meanwhile.Collecting.LastError.Message, Is.Not.Empty);
        Assert.That(calls, Is.LessThan(8 * 12), "tried slowly");
        Assert.That((after.Collecting, rows.Count), Is.EqualTo(((HtmIt.V1.CollectState?)null, 12 * 12)));
        Assert.That(Told.Lines.Select(line => line.EventId), Has.Member(1309));
    }

    // The way of a large account: answers in pages, throttling now and then, single queries that fail for a while.
    [TestCase(1), TestCase(2)]
    [CancelAfter(600_000)]
    public async Task Round_TwoDaysOfWhateverMayHappen_StoresWhatIsFinalAndAllThatCanBeHad(int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var monitored = new List<(string Resource, Model Model)>();
        for (var i = 0; i < 6; i++)
        {
            monitored.Add(i % 2 == 0 ? await MonitorAsync() : await MonitorAsync("AWS/ELB", "RequestCount", "LoadBalancerName"));
            new PublicationPattern(random, Start, Start + (48 * Hour)).Draw(Aws.Series(monitored[i].Resource), Start, Start + (48 * Hour));
        }
        Aws.PageSize = 40;
        Aws.StatusOf = resource => resource == monitored[0].Resource && Seconds / Hour % 7 == 0 ? "InternalError" : null;
        var asked = 0;
        Aws.Before = _ => ++asked % 23 == 0 ? AwsReply.Error(400, "Throttling") : null;
        await RunAsync(64 * Hour, cancellationToken);

        foreach (var (i, (resource, model)) in monitored.Index())
        {
            var (series, all) = (Aws.Series(resource), (await ReadAsync(model)).Rows);
            // A load balancer has zeros where there is nothing, or nothing yet.
            var rows = all.Where(row => i % 2 == 0 || row.Value != 0).ToArray();
            var wrong = rows.Count(row => series.ChangesOf(row.Time)[^1].Value != row.Value);
            Assert.That(rows.Select(row => row.Time), Is.Ordered.Ascending.And.Unique);
            Assert.That(wrong, Is.LessThan(rows.Length / 50), resource);
            Assert.That(
                all[^1].Time,
                i % 2 == 0 ? Is.EqualTo(series.Periods.Max()) : Is.GreaterThanOrEqualTo(series.Periods.Max()),
                "nothing is left when there is no later row in the way"
            );
        }
        Assert.That(
            Shard.Total.MetricsRequested,
            Is.LessThanOrEqualTo(6 * ((64 * 12) + 3 + (64 * 12 / 7) + (64 * 12 / 10))),
            "and retries"
        );
        Assert.That(Shard.Total.Throttled, Is.GreaterThan(5));
    }

    // CloudWatch bills each metric requested; a call holds 500 of them.
    [Test, CancelAfter(600_000)]
    public async Task Round_AThousandMetrics_CostWhatIsEstimated(CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < 10; batch++)
        {
            await Models.BatchCreateModelsAsync(
                new()
                {
                    Requests = { Enumerable.Range(batch * 100, 100).Select(i => new CreateModelRequest { Spec = QueueSpec($"q-{i}") }) },
                },
                cancellationToken: cancellationToken
            );
        }
        for (var i = 0; i < 1_000; i++)
        {
            // Some are late, some have gaps, and some are silent.
            for (var time = Start; i % 10 > 0 && time < Start + (3 * Hour); time += Period)
            {
                if (i % 10 > 2 || time / Period % 5 > 0)
                {
                    Aws.Series($"q-{i}").Publish(time, time + Period + (i % 10 == 9 ? 200 : 20 + (i % 30)), i);
                }
            }
        }
        Shard.Wake();
        await RunAsync(Hour, cancellationToken);
        var before = Shard.Total;
        await RunAsync(2 * Hour, cancellationToken);
        var (calls, requested) = (Shard.Total.Calls - before.Calls, Shard.Total.MetricsRequested - before.MetricsRequested);
        TestContext.Out.WriteLine($"an hour: {calls / 2.0} calls, {requested / 2.0} metrics, ${requested / 2.0 * 0.01 / 1_000:0.0000}");
        Assert.That(requested, Is.LessThanOrEqualTo(2 * 12 * 1_000));
        Assert.That(calls, Is.LessThanOrEqualTo(2 * 12 * 3));
        Assert.That(Shard.State.MonthlyDollars, Is.EqualTo(CollectionCost.MonthlyDollars(1_000, Period)).Within(1e-9));
    }

    private HtmIt.V1.ModelSpec QueueSpec(string queue)
    {
        var spec = new CloudWatchMetricSpec
        {
            Region = Scope.Region,
            Namespace = "AWS/SQS",
            MetricName = "NumberOfMessagesDeleted",
            Dimensions = { ["QueueName"] = queue },
        };
        return new() { Cloudwatch = spec };
    }

    private async Task<Model> MonitorAutostackAsync(params string[] members)
    {
        Array.ForEach(members, id => Ec2.Add(Scope.Region, id, ("Name", $"web-{id}")));
        var filter = new ResourceFilter { Name = "tag:Name", Values = { "web*" } };
        var request = new CreateAutostackRequest
        {
            Autostack = new()
            {
                Title = "web",
                Region = Scope.Region,
                Filters = { filter },
            },
        };
        var autostack = (await new AutostackService.AutostackServiceClient(Channel).CreateAutostackAsync(request)).Autostack;
        var model = (await Models.CreateModelAsync(new() { Spec = autostack.Metric("AWS/EC2", "CPUUtilization") })).Model;
        Shard.Wake();
        return model;
    }
}
