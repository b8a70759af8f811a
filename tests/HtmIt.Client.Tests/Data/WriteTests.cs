using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Data;

/// <summary>One batch without a session.</summary>
public sealed class WriteTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeStore _store = new();
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;
    private HtmItClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _services.On<WriteMetricDataRequest, WriteMetricDataResponse>("WriteMetricData", _store.Write);
        _server = await FakeServer.StartAsync(_services);
        _client = _server.CreateClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_TwoMetrics_TellsOfEach(CancellationToken cancellationToken)
    {
        var outcomes = await _client.Data.WriteAsync([Series("a", 1, 2, 3), Series("b", 5, 5, 4, 3, 6)], cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(one => (one.Target.Value, one.Metric)), Is.EqualTo([("a", "metrics/a"), ("b", "metrics/b")]));
            Assert.That(outcomes.Select(one => (one.FirstRowId, one.LastRowId, one.StoredCount)), Is.EqualTo([(1, 3, 3), (1L, 2L, 2)]));
            Assert.That(outcomes.Select(one => (one.AlreadyStoredCount, one.RefusedCount)), Is.EqualTo([(0, 0), (1, 2)]));
            Assert.That(outcomes[1].Refusals.SelectMany(refusal => refusal.Samples), Is.EqualTo([At(4), At(3)]));
            Assert.That(outcomes[1].Refusals[0].FirstIndex, Is.EqualTo(2));
            Assert.That(outcomes[1].Refusals[0].Reason, Is.EqualTo(ErrorReasons.SampleTimeNotIncreasing));
            Assert.That(_store["b"].Select(sample => sample.Value), Is.EqualTo([5, 6]));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_SentAgain_CountsAllAsStored(CancellationToken cancellationToken)
    {
        await _client.Data.WriteAsync([Series("a", 1, 2, 3)], cancellationToken);

        var again = await _client.Data.WriteAsync([Series("a", 1, 2, 3)], cancellationToken);

        Assert.That((again[0].AlreadyStoredCount, again[0].StoredCount, again[0].RefusedCount), Is.EqualTo((3, 0, 0)));
    }

    [Test, CancelAfter(30_000)]
    public void WriteAsync_ServerRefusesTheBatch_ThrowsTyped(CancellationToken cancellationToken)
    {
        _services.On<WriteMetricDataRequest, WriteMetricDataResponse>(
            "WriteMetricData",
            _ => throw Failures.Create(StatusCode.ResourceExhausted, ErrorReasons.TooLarge, ("field", "series"))
        );

        var error = Assert.ThrowsAsync<TooLargeException>(() => _client.Data.WriteAsync([Series("a", 1)], cancellationToken));

        Assert.That(error!.Field, Is.EqualTo("series"));
    }

    [TestCase(0, 2), TestCase(-1, 0), TestCase(1, 0), CancelAfter(30_000)]
    public void WriteAsync_OutcomeOfOtherSamples_IsAFault(int first, int last, CancellationToken cancellationToken)
    {
        var outcome = new V1.SeriesOutcome
        {
            Refusals =
            {
                new V1.Refusal { FirstIndex = first, LastIndex = last },
            },
        };
        _services.On<WriteMetricDataRequest, WriteMetricDataResponse>("WriteMetricData", _ => new() { Outcomes = { outcome } });

        var error = Assert.ThrowsAsync<HtmItException>(() => _client.Data.WriteAsync([Series("a", 1, 2)], cancellationToken));

        Assert.That(error!.Message, Does.Contain($"{first} to {last} of 'a'"));
    }

    [Test, CancelAfter(30_000)]
    public void WriteAsync_OutcomeOfFewerSamples_IsAFault(CancellationToken cancellationToken)
    {
        var outcome = new V1.SeriesOutcome { StoredCount = 1 };
        _services.On<WriteMetricDataRequest, WriteMetricDataResponse>("WriteMetricData", _ => new() { Outcomes = { outcome } });

        Assert.ThrowsAsync<HtmItException>(() => _client.Data.WriteAsync([Series("a", 1, 2)], cancellationToken));
        Assert.ThrowsAsync<HtmItException>(() => _client.Data.WriteAsync([Series("a", 1), Series("b", 1)], cancellationToken));
    }

    private static SampleSeries Series(string name, params int[] seconds) => new(name, [.. seconds.Select(At)]);

    private static Sample At(int second) => new(Start.AddSeconds(second), second);
}
