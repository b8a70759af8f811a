using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using MetricStatus = HtmIt.Client.MetricStatus;
using Model = HtmIt.Client.Model;
using ModelSpec = HtmIt.Client.ModelSpec;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Faults of AWS, from the wire to the user: a whole server, a fake AWS, and a bad way between them.</summary>
public sealed class CloudWatchFaultTests : ServerFixture
{
    private const string Region = "us-west-2";
    private const string Ec2 = "AWS/EC2";
    private const int Period = 300;
    private const int History = 300;
    private const int Missed = 3;

    private MotoServer _moto = null!;
    private FaultyAws _aws = null!;
    private HtmItClient _client = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = _aws.Url.ToString(),
            ["HtmIt:Aws:RetrySeconds"] = "0",
            // The fake goes through all it has for each period of these days: long in coming is only what never comes.
            ["HtmIt:CloudWatch:BackfillDays"] = "10",
            ["HtmIt:Aws:TimeoutSeconds"] = "5",
            ["HtmIt:CloudWatch:RetrySeconds"] = "1",
            ["HtmIt:CloudWatch:DelaySeconds"] = "1",
            ["HtmIt:CloudWatch:AskSeconds"] = "1",
            ["HtmIt:CloudWatch:StatusSeconds"] = "1",
            // The datapoints of the tests lie in the past; no period is given up before they come.
            ["HtmIt:CloudWatch:OpenMinutes"] = "180",
        };

    private static IEnumerable<TestCaseData> Faults =>
        [
            Case("Throttling", Error(400, "Throttling"), StatusCode.ResourceExhausted, ErrorReasons.AwsThrottled),
            Case("ServerError", Error(500, "InternalFailure"), StatusCode.Unavailable, ErrorReasons.AwsUnavailable),
            Case("BadGateway", _ => new(502, "<html><body>Bad gateway"), StatusCode.Unavailable, ErrorReasons.AwsUnavailable),
            Case("UnknownKey", Error(403, "InvalidClientTokenId"), StatusCode.FailedPrecondition, ErrorReasons.AwsCredentialsRefused),
            Case(
                "UnknownClient",
                Error(403, "UnrecognizedClientException"),
                StatusCode.FailedPrecondition,
                ErrorReasons.AwsCredentialsRefused
            ),
            Case("NotPermitted", Error(403, "AccessDenied"), StatusCode.PermissionDenied, ErrorReasons.AwsAccessDenied),
            Case("Reset", _ => AwsReply.Reset, StatusCode.Unavailable, ErrorReasons.AwsUnavailable),
            Case("Silence", _ => AwsReply.Silence, StatusCode.Unavailable, ErrorReasons.AwsUnavailable),
            Case("HalfAnAnswer", _ => AwsReply.HalfAnAnswer, StatusCode.Unavailable, ErrorReasons.AwsUnavailable),
        ];

    [OneTimeSetUp]
    public override async Task StartServerAsync()
    {
        await base.StartServerAsync();
        _client = new(Server.Address);
    }

    protected override async Task PrepareAsync()
    {
        _moto = await MotoServer.StartAsync(default);
        _aws = await FaultyAws.StartAsync(_moto.Url);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        _client?.Dispose();
        await (_aws?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_moto?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Nothing of one test is collected in the next, nor gone through by the fake for each period.</summary>
    [TearDown]
    public async Task UnmonitorAsync()
    {
        _aws.Otherwise = _ => null;
        foreach (var model in await _client.Models.ListAsync().ToListAsync())
        {
            await _client.Models[model.Name].DeleteAsync();
        }
        await _moto.ResetAsync(default);
    }

    // CW-020: what outlasts the attempts, or is final, reaches the user as what it is.
    [TestCaseSource(nameof(Faults))]
    public async Task Discovery_AwsFails_SaysWhy(Func<AwsRequest, AwsReply?> fault, StatusCode code, string reason)
    {
        var options = new ListAvailableMetricsOptions { Namespace = Ec2 };
        _aws.Otherwise = fault;

        var resources = Assert.CatchAsync<AwsException>(() => _client.CloudWatch.ListAwsResourcesAsync(Region).ToListAsync().AsTask());
        var metrics = Assert.CatchAsync<AwsException>(() =>
            _client.CloudWatch.ListAvailableMetricsAsync(Region, options).ToListAsync().AsTask()
        );
        _aws.Otherwise = _ => null;

        Assert.That((resources!.Code, resources.Reason), Is.EqualTo((code, reason)));
        Assert.That((metrics!.Code, metrics.Reason), Is.EqualTo((code, reason)));
        Assert.That(metrics.Message, Does.Contain(Region).And.Not.Contain(TestCredentials.SecretAccessKey));
        Assert.That(() => _client.CloudWatch.ListAwsResourcesAsync(Region).ToListAsync().AsTask(), Throws.Nothing, "it has ended");
    }

    // What the server tried in vain, the client does not try again: the reason would come late, or never for the deadline.
    [Test]
    public void Discovery_AwsUnavailable_IsAskedOnce()
    {
        var asked = 0;
        _aws.Otherwise = request =>
        {
            // A round that began in another test may ask for states of its own.
            if (request.Body.Contains("Action=DescribeDBInstances", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref asked);
            }
            return AwsReply.Error(500, "InternalFailure");
        };

        var fault = Assert.CatchAsync<AwsException>(() =>
            _client.CloudWatch.ListAwsResourcesAsync(Region, new() { Namespace = "AWS/RDS" }).ToListAsync().AsTask()
        );
        _aws.Otherwise = _ => null;

        Assert.That((fault!.Reason, asked), Is.EqualTo((ErrorReasons.AwsUnavailable, 1)));
    }

    // COLL-004: the error is counted and noted with its beginning, and the status stays. COLL-006: a success takes the note away. COLL-008: the
    // server goes on, and afterwards the data flow again.
    [TestCaseSource(nameof(Faults))]
    public async Task Collection_AwsFailsForAWhile_GoesOnWhereItStood(Func<AwsRequest, AwsReply?> fault, StatusCode code, string _)
    {
        var times = Times();
        var instance = await _moto.Region(Region).AddInstanceAsync();
        await PublishAsync(instance, times[..History]);
        var before = await FilledAsync(await MonitorAsync(instance), History);
        var counted = await CountedAsync();

        _aws.Otherwise = fault;
        await AskedInVainAsync();
        // A call that was under way would still get what is published beside it.
        await PublishAsync(instance, times[History..]);
        await CheckMeanwhileAsync(before, counted, isThrottled: code == StatusCode.ResourceExhausted);
        _aws.Otherwise = _ => null;

        var after = await FilledAsync(before, History + Missed);
        await CheckStoredOnceAsync(after, times);
        Assert.That((after.Generation, after.CreateTime), Is.EqualTo((before.Generation, before.CreateTime)), "the model is the same");
        await Until.HoldsAsync(() => ErrorAsync(after), error => error is null, "the error to be forgotten");
    }

    // COLL-001: monitored while AWS is away, and filled while every second call fails.
    [Test]
    public async Task Backfill_EverySecondCallFails_IsWholeAllTheSame()
    {
        // Hours before the last day, over more than one window of 5 days, so that faults come between them.
        var recent = Times();
        var times = Enumerable.Range(1, 200).Select(i => recent[0].AddHours(-i)).Reverse().Concat(recent).ToArray();
        var instance = await _moto.Region(Region).AddInstanceAsync();
        await PublishAsync(instance, times);
        _aws.Otherwise = Error(503, "ServiceUnavailable");
        var model = await MonitorAsync(instance);
        await Until.HoldsAsync(() => ErrorAsync(model), error => error is not null, "the first call to fail");

        var calls = 0;
        _aws.Otherwise = _ => Interlocked.Increment(ref calls) % 2 == 0 ? null : AwsReply.Reset;

        await CheckStoredOnceAsync(await FilledAsync(model, times.Length), times);
    }

    // COLL-008: a call that holds the one metric is refused as a whole; the other is collected all the same.
    [Test]
    public async Task Collection_OneMetricOfACallIsRefused_TheOtherFlows()
    {
        var times = Times();
        var (good, bad) = (await _moto.Region(Region).AddInstanceAsync(), await _moto.Region(Region).AddInstanceAsync());
        await PublishAsync(good, times);
        await PublishAsync(bad, times);
        // After a pause for the whole region both are due in one call.
        _aws.Otherwise = Error(400, "Throttling");
        var (flowing, refused) = (await MonitorAsync(good), await MonitorAsync(bad));
        await Until.HoldsAsync(
            () => Task.FromResult(_aws.Requests),
            requests => requests.Any(request => Names(request, good) && Names(request, bad)),
            "a call for both"
        );

        _aws.Otherwise = request => Names(request, bad) ? AwsReply.Error(400, "InvalidParameterValue") : null;
        await FilledAsync(flowing, times.Length);
        var error = await Until.HoldsAsync(() => ErrorAsync(refused), found => found is not null, "the other to be refused");
        var meanwhile = (await _client.Models[refused.Name].GetAsync()).Metric;
        _aws.Otherwise = _ => null;

        Assert.That((meanwhile.Status, meanwhile.LastRowId), Is.EqualTo((MetricStatus.Active, 0)));
        Assert.That(error!.Message, Does.Contain("InvalidParameterValue"));
        Assert.That(await ErrorAsync(flowing), Is.Null);
        await CheckStoredOnceAsync(await FilledAsync(refused, times.Length), times);
    }

    // COLL-005: counted as empty and as an error, and no error of the metric. COLL-008: its samples flow while its states can't be had.
    [Test]
    public async Task Collection_StatesHang_TheSamplesFlow()
    {
        var times = Times();
        var instance = await _moto.Region(Region).AddInstanceAsync();
        await PublishAsync(instance, times[..History]);
        var model = await FilledAsync(await MonitorAsync(instance), History);
        _aws.Otherwise = request => request.IsAction("DescribeInstances") ? AwsReply.Silence : null;
        var before = await CountedAsync();

        await Until.HoldsAsync(
            CountedAsync,
            now => now.EmptyCount > before.EmptyCount && now.ErrorCount > before.ErrorCount,
            "an empty answer and a state that can't be had"
        );
        await PublishAsync(instance, times[History..]);

        await CheckStoredOnceAsync(await FilledAsync(model, History + Missed), times);
        Assert.That(await ErrorAsync(model), Is.Null);
    }

    /// <summary>Until AWS was asked, and failed, after what the test did before: a call that was under way then may be the first, and not
    /// the second. Requests would not do, as the transport repeats some of itself.</summary>
    private async Task AskedInVainAsync()
    {
        var before = await CountedAsync();
        await Until.HoldsAsync(CountedAsync, now => now.CallCount >= before.CallCount + 2, "data to be asked for");
    }

    private async Task CheckMeanwhileAsync(Model before, CollectionShard counted, bool isThrottled)
    {
        var meanwhile = await _client.Models[before.Name].GetAsync();
        var error = await ErrorAsync(before);
        var now = await CountedAsync();

        Assert.That((meanwhile.Metric.Status, meanwhile.Metric.StatusMessage), Is.EqualTo((MetricStatus.Active, "")));
        Assert.That(meanwhile.Metric.LastRowId, Is.EqualTo(History));
        if (isThrottled)
        {
            Assert.That(now.ThrottledCallCount, Is.GreaterThan(counted.ThrottledCallCount));
            Assert.That(error, Is.Null, "to be asked less often is no fault of the metric");
            return;
        }
        Assert.That(now.ErrorCount, Is.GreaterThan(counted.ErrorCount));
        Assert.That(error!.Since, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(2)));
        var collecting = meanwhile.Metric.Collecting!;
        Assert.That(
            (collecting.Status, collecting.LastError!.Message),
            Is.EqualTo((CollectStatus.Failing, error.Message)),
            "and anybody can see it"
        );
        Assert.That(collecting.LastError.StartTime, Is.EqualTo(error.Since).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That(collecting.NextTryTime, Is.GreaterThan(error.Since));
        Assert.That(error.Message, Does.StartWith($"CloudWatch GetMetricData in {Region} "));
    }

    private async Task CheckStoredOnceAsync(Model model, DateTimeOffset[] times)
    {
        var options = new ListMetricDataOptions { StartTime = times[0], PageSize = 10_000 };
        var rows = await Until.HoldsAsync(
            async () => await _client.Metrics[model.Metric].ListDataAsync(options).ToListAsync(),
            scored => scored.Count >= times.Length,
            "every row to have its scores"
        );
        Assert.That(rows.Select(row => row.Time), Is.EqualTo(times));
        Assert.That(rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(1, times.Length)));
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(times.Select(Value)).Within(1e-9));
    }

    private async Task<Model> MonitorAsync(string instance)
    {
        var dimensions = new Dictionary<string, string> { ["InstanceId"] = instance };
        return (await _client.Models.CreateAsync(new CloudWatchModelSpec(new(Region, Ec2, "CPUUtilization", dimensions)))).Model;
    }

    private Task<Model> FilledAsync(Model model, int rows) =>
        Until.HoldsAsync(
            () => _client.Models[model.Name].GetAsync(),
            one => one.Metric.Status == MetricStatus.Active && one.Metric.LastRowId == rows && one.BacklogRowCount == 0,
            $"{rows} rows"
        );

    private async Task<CollectorError?> ErrorAsync(Model model)
    {
        var id = new MetricId(new Guid(model.Name["models/".Length..]));
        return (await Server.Services.GetRequiredService<IMetricStore>().FindAsync(id, default))!.CollectorError;
    }

    private async Task<CollectionShard> CountedAsync() => (await _client.CloudWatch.GetCollectionStatisticsAsync()).Shards.Single();

    private Task PublishAsync(string instance, DateTimeOffset[] times) =>
        _moto.Region(Region).PutMetricDataAsync(Ec2, "CPUUtilization", "InstanceId", instance, times.Select(time => (time, Value(time))));

    private static bool Names(AwsRequest request, string instance) => request.Body.Contains(instance, StringComparison.Ordinal);

    private static double Value(DateTimeOffset time) => 50 + Math.Round(30 * Math.Sin(time.ToUnixTimeSeconds() / 9_000.0), 3);

    private static DateTimeOffset[] Times()
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-40).ToUnixTimeSeconds();
        var newest = DateTimeOffset.FromUnixTimeSeconds(now / Period * Period);
        return [.. Enumerable.Range(0, History + Missed).Select(i => newest.AddSeconds(-Period * (long)i)).Reverse()];
    }

    private static TestCaseData Case(string name, Func<AwsRequest, AwsReply?> fault, StatusCode code, string reason) =>
        new TestCaseData(fault, code, reason).SetArgDisplayNames(name);

    /// <summary>An error in the form that the service called has.</summary>
    private static Func<AwsRequest, AwsReply?> Error(int status, string code) =>
        request => request.IsAction("DescribeInstances") ? AwsReply.Ec2Error(status, code) : AwsReply.Error(status, code);
}
