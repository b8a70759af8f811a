using HtmIt.Core.Collecting;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Metrics that the catalogue does not have, or that are asked for otherwise than it has them: of any namespace, by any statistic, over periods
/// from ten seconds to an hour.</summary>
public sealed class AnyMetricTests : PublicationFixture
{
    [TestCase("p99", 60), TestCase("Maximum", 10), TestCase("SampleCount", 3_600)]
    [CancelAfter(300_000)]
    public async Task Round_CustomNamespace_IsCollectedAsAskedFor(string statistic, int period, CancellationToken cancellationToken)
    {
        var model = await CreateAsync(Spec(statistic, period));
        var first = (Start - Hour) / period * period;
        // The shortest period makes the most rounds.
        var hours = period < 60 ? 2 : 4;
        for (var time = first; time < first + (hours * Hour); time += period)
        {
            Aws.Series("checkout", statistic, period).Publish(time, time + period + 20, time % 1_000);
        }
        await RunAsync((hours + 1) * Hour, cancellationToken, Math.Min(period, 75));

        var (metric, rows) = await ReadAsync(model);
        Assert.That(
            rows.Select(row => row.Time),
            Is.EqualTo(Enumerable.Range(0, hours * Hour / period).Select(i => first + ((long)i * period)))
        );
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(rows.Select(row => (double)(row.Time % 1_000))));
        Assert.That(metric.PollInterval.Seconds, Is.EqualTo(period));
        Assert.That(Aws.Calls.SelectMany(call => call.Asked).Distinct(), Is.EqualTo(new[] { (statistic, period, "") }));
        Assert.That(Shard.State.MonthlyDollars, Is.EqualTo(CollectionCost.MonthlyDollars(1, period)).Within(1e-9));
        Assert.That(Shard.Total.MetricsRequested, Is.LessThanOrEqualTo(((hours + 1) * Hour / period) + 4), "what the cost says");
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_OneMetricAskedForInManyWays_EachHasItsOwnRows(CancellationToken cancellationToken)
    {
        var minute = Spec("p99", 60);
        minute.MissingData = MissingData.Zero;
        var inBytes = Spec("p99", 300);
        inBytes.AwsUnit = "Bytes";
        var models = new List<Model>();
        foreach (var (i, spec) in new[] { Spec("", 0), Spec("p99", 300), Spec("p50", 300), minute, inBytes }.Index())
        {
            models.Add(await CreateAsync(spec));
            var (statistic, period) = (spec.Statistic.Length > 0 ? spec.Statistic : "Average", (int)(spec.Period?.Seconds ?? 300));
            Aws.Series("checkout", statistic, period).Publish(Start, Start + period + 20, i < 4 ? i : 1);
        }
        foreach (var same in new[] { Spec("Average", 300), Spec("p99.0", 300) })
        {
            var again = await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = same } }, cancellationToken: cancellationToken);
            Assert.That(again.Created, Is.False);
        }
        await RunAsync(2 * Hour, cancellationToken);

        Assert.That(models.Select(one => one.Name), Is.Unique);
        foreach (var (i, model) in models.Index())
        {
            Assert.That((await ReadAsync(model)).Rows[0].Value, Is.EqualTo(i < 4 ? i : 1), $"{i}");
        }
        Assert.That(Aws.Calls.SelectMany(call => call.Asked).Select(one => one.Unit).Distinct(), Is.EquivalentTo(new[] { "", "Bytes" }));
        Assert.That(models[3].Metric.Labels["aws.statistic"], Is.EqualTo("p99"));
        Assert.That(models[3].Metric.Labels["aws.period"], Is.EqualTo("60"));
        Assert.That(models[3].Metric.Description, Does.EndWith("p99 over 60 s"));
    }

    // Each of AWS's own limits can be reached, and is collected.
    [Test, CancelAfter(300_000)]
    public async Task Round_LongestNamesThatAwsHas_AreCollected(CancellationToken cancellationToken)
    {
        var spec = new CloudWatchMetricSpec
        {
            Region = Scope.Region,
            Namespace = new('n', 255),
            MetricName = new('m', 255),
        };
        for (var i = 0; i < 30; i++)
        {
            spec.Dimensions[$"{i:00}" + new string('d', 253)] = $"{i:00}" + new string('v', 1_022);
        }
        var model = await CreateAsync(spec);
        Aws.Series("00" + new string('v', 1_022)).Publish(Start, Start + 320, 5);
        Assert.That(model.Metric.MetricName, Is.EqualTo($"{spec.Namespace}/{spec.MetricName}"));
        Assert.That(model.Metric.Resource, Has.Length.LessThanOrEqualTo(255).And.StartsWith($"{Scope.Region}/nnn"));
        var other = spec.Clone();
        other.Dimensions["29" + new string('d', 253)] = "another";
        Assert.That((await CreateAsync(other)).Metric.Resource, Is.Not.EqualTo(model.Metric.Resource));
        await RunAsync(Hour, cancellationToken);
        Assert.That((await ReadAsync(model)).Rows.Select(row => row.Value), Is.EqualTo(new[] { 5.0 }));
    }

    // One name that is too long is refused, and nothing else of its batch.
    [Test]
    public async Task BatchCreateModels_OneBeyondAwsLimits_RefusesThatOneOnly()
    {
        var specs = new[] { Spec("p99", 60), Spec("p99", 60), Spec("p99", 60), Spec("p99", 60), Spec("p99", 60) };
        specs[0].Dimensions["Service"] = new('v', 1_024);
        specs[1].Dimensions["Service"] = new('v', 1_025);
        specs[2].Namespace = new('n', 256);
        specs[3].Dimensions.Add(Enumerable.Range(0, 30).ToDictionary(i => $"d{i}", i => "v"));
        var requests = specs.Select(spec => new CreateModelRequest { Spec = new() { Cloudwatch = spec } });

        var results = (await Models.BatchCreateModelsAsync(new() { Requests = { requests } })).Results;

        Assert.That(
            results.Select(one => one.Error?.FieldViolations.Single().Field),
            Is.EqualTo(
                new[] { null, "spec.cloudwatch.dimensions['Service']", "spec.cloudwatch.namespace", "spec.cloudwatch.dimensions", null }
            )
        );
        Assert.That(results.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { true, null, null, null, true }));
    }

    // AWS documents that load balancers publish nothing when there are no requests.
    [Test, CancelAfter(300_000)]
    public async Task Round_LoadBalancerWithoutRequests_HasZerosOnceThatIsSure(CancellationToken cancellationToken)
    {
        var (resource, model) = await MonitorAsync("AWS/ELB", "RequestCount", "LoadBalancerName");
        var (silent, database) = await MonitorAsync();
        foreach (var id in new[] { resource, silent })
        {
            foreach (var hour in new[] { 0, 1, 4 })
            {
                Aws.Series(id).Publish(Start + (hour * Hour), Start + (hour * Hour) + Period + 60, 100);
            }
        }
        await RunAsync(2 * Hour, cancellationToken);
        Assert.That((await ReadAsync(model)).Rows, Has.Count.EqualTo(13), "none before a later value, and less than an hour old");
        await RunAsync(6 * Hour, cancellationToken);

        var rows = (await ReadAsync(model)).Rows;
        Assert.That(rows.Skip(1).Zip(rows, (row, before) => row.Time - before.Time), Is.All.EqualTo(Period));
        Assert.That(rows.Where(row => row.Value != 0).Select(row => (row.Time - Start) / Hour), Is.EqualTo(new[] { 0, 1, 4 }));
        Assert.That(rows[^1].Time, Is.InRange(Seconds - Hour - (4 * Period), Seconds - Hour - Period));
        Assert.That((await ReadAsync(database)).Rows, Has.Count.EqualTo(3), "what is not documented so has no zeros");
        Assert.That((Shard.Total.RevisedSamples, Shard.Total.LateSamples), Is.EqualTo((0, 0)));
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_ValuesThatComeAfterTheirZeros_AreCountedAndTheZerosStay(CancellationToken cancellationToken)
    {
        var (resource, model) = await MonitorAsync("AWS/ELB", "RequestCount", "LoadBalancerName");
        var published = Start + (5 * Hour);
        for (var time = Start; time < Start + (7 * Hour); time += Period)
        {
            // Nothing is published for four hours, and then everything.
            Aws.Series(resource).Publish(time, time < Start + Hour ? time + Period + 60 : Math.Max(published, time + Period + 60), 100);
        }
        await RunAsync(9 * Hour, cancellationToken);

        var rows = (await ReadAsync(model)).Rows;
        var zeros = rows.Count(row => row.Value == 0 && row.Time < Start + (7 * Hour));
        Assert.That(rows.Select(row => row.Time), Is.Ordered.Ascending.And.Unique);
        Assert.That(rows.Skip(1).Zip(rows, (row, before) => row.Time - before.Time), Is.All.EqualTo(Period));
        Assert.That(zeros, Is.InRange(2 * 12, 3 * 12), "older than an hour when it was published");
        Assert.That(Shard.Total.RevisedSamples, Is.EqualTo(zeros));
        Assert.That(Told.Lines.Where(line => line.EventId == 1315), Is.Not.Empty);
        Assert.That(Told.Lines.Where(line => line.EventId == 1306), Is.Empty);
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_NeverAnyValueOrSaidOtherwise_HasNoZeros(CancellationToken cancellationToken)
    {
        var (_, never) = await MonitorAsync("AWS/ELB", "RequestCount", "LoadBalancerName");
        var spec = Spec("Sum", 300);
        (spec.Namespace, spec.MetricName, spec.MissingData) = ("AWS/ELB", "RequestCount", MissingData.LeaveOut);
        var otherwise = await CreateAsync(spec);
        Aws.Series("checkout").Publish(Start, Start + Period + 60, 100);
        await RunAsync(4 * Hour, cancellationToken);
        Assert.That((await ReadAsync(never)).Rows, Is.Empty, "a name that does not exist is no idle load balancer");
        Assert.That((await ReadAsync(otherwise)).Rows, Has.Count.EqualTo(1));
    }

    private CloudWatchMetricSpec Spec(string statistic, int period) =>
        new()
        {
            Region = Scope.Region,
            Namespace = "Shop/Orders",
            MetricName = "Duration",
            Dimensions = { ["Service"] = "checkout" },
            Statistic = statistic,
            Period = period == 0 ? null : new() { Seconds = period },
        };

    private async Task<Model> CreateAsync(CloudWatchMetricSpec spec)
    {
        var reply = await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = spec } });
        Assert.That((reply.Created, reply.Model.Spec.Cloudwatch), Is.EqualTo((true, spec)));
        Shard.Wake();
        return reply.Model;
    }
}
