using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Data;

public sealed class WatchTests
{
    private readonly FakeServices _services = new();
    private readonly List<WatchMetricDataRequest> _requests = [];
    private FakeServer _server = null!;
    private HtmItClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
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
    public async Task WatchAsync_StreamBreaks_ResumesAfterLastPositionWithoutRepeating(CancellationToken cancellationToken)
    {
        Serve(
            [Batch("p1", Row(1), Row(2)), Batch("p2", Row(3))],
            // The second connection repeats rows 2 and 3; row 2 has a score now.
            [Batch("p3", Row(2, score: 0.5), Row(3), Row(4)), new WatchMetricDataResponse { Position = "p4", CaughtUp = new CaughtUp() }]
        );

        var events = await ReadAsync(new WatchOptions { Metrics = ["metrics/m"] }, 5, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                events.Select(e => e.GetType()),
                Is.EqualTo([typeof(WatchRows), typeof(WatchRows), typeof(WatchReconnected), typeof(WatchRows), typeof(WatchCaughtUp)])
            );
            Assert.That(_requests[1].AfterPosition, Is.EqualTo("p2"));
            Assert.That(events[2], Has.Property(nameof(WatchEvent.Position)).EqualTo("p2"));
            Assert.That(((WatchRows)events[3]).Rows.Select(row => row.RowId), Is.EqualTo([2L, 4L]));
            Assert.That(((WatchRows)events[3]).Rows[0].Score!.AnomalyLikelihood, Is.EqualTo(0.5));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task WatchAsync_BreaksBeforeTheFirstPosition_AsksAgainAsBefore(CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Serve([], [Batch("p1", Row(1))]);

        await ReadAsync(new WatchOptions { Start = WatchStart.Since(start), MinSurprise = 2 }, 2, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_requests[1], Is.EqualTo(_requests[0]));
            Assert.That(_requests[1].StartTime.ToDateTimeOffset(), Is.EqualTo(start));
            Assert.That(_requests[1].MinSurprise, Is.EqualTo(2));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task WatchAsync_FellBehindAndIdle_AreEvents(CancellationToken cancellationToken)
    {
        Serve([
            new WatchMetricDataResponse { Position = "p1", FellBehind = new FellBehind() },
            new WatchMetricDataResponse { Position = "p2" },
        ]);

        var events = await ReadAsync(new WatchOptions { Start = WatchStart.After("p0") }, 2, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events, Is.EqualTo(new WatchEvent[] { new WatchFellBehind("p1"), new WatchIdle("p2") }));
            Assert.That(_requests[0].AfterPosition, Is.EqualTo("p0"));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task WatchAsync_OldRowsAreGone_SaysSinceWhenTheyAreKept(CancellationToken cancellationToken)
    {
        var kept = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var caughtUp = new CaughtUp { KeptSince = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(kept) };
        Serve([Batch("p1", Row(1)), new WatchMetricDataResponse { Position = "p2", CaughtUp = caughtUp }]);

        var events = await ReadAsync(new WatchOptions { Start = WatchStart.Since(kept.AddYears(-1)) }, 2, cancellationToken);

        Assert.That(((WatchCaughtUp)events[1]).KeptSince, Is.EqualTo(kept));
    }

    [Test, CancelAfter(30_000)]
    public async Task WatchAsync_ServerStops_ResumesLikeAfterABreak(CancellationToken cancellationToken)
    {
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var sent = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time);
        Serve(
            [Batch("p1", Row(1)), new WatchMetricDataResponse { Position = "p2", ServerStopping = new() }],
            [new WatchMetricDataResponse { Position = "p3", ServerTime = sent }]
        );

        var events = await ReadAsync(new WatchOptions(), 3, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Select(e => e.GetType()), Is.EqualTo([typeof(WatchRows), typeof(WatchReconnected), typeof(WatchIdle)]));
            Assert.That(_requests[1].AfterPosition, Is.EqualTo("p2"));
            Assert.That(events[2].ServerTime, Is.EqualTo(time));
        }
    }

    [Test, CancelAfter(30_000)] // a server that stops before it could tell a position
    public async Task WatchAsync_ServerStopsWithoutPosition_StartsAsBefore(CancellationToken cancellationToken)
    {
        var options = new WatchOptions { Start = WatchStart.After("p0") };
        Serve([new WatchMetricDataResponse { ServerStopping = new() }], [Batch("p1", Row(1))]);

        await ReadAsync(options, 2, cancellationToken);

        Assert.That(_requests.Select(request => request.AfterPosition), Is.EqualTo(["p0", "p0"]));
    }

    [Test, CancelAfter(30_000)]
    public void WatchAsync_PositionExpired_ThrowsWithOldestPosition(CancellationToken cancellationToken)
    {
        _services.Watch = (_, _, _) =>
            throw Failures.Create(StatusCode.OutOfRange, ErrorReasons.PositionExpired, ("oldest_position", "p9"));

        var error = Assert.ThrowsAsync<PositionExpiredException>(() =>
            ReadAsync(new WatchOptions { Start = WatchStart.After("p1") }, 1, cancellationToken)
        );

        Assert.That(error!.OldestPosition, Is.EqualTo("p9"));
    }

    [Test, CancelAfter(30_000)] // going on by itself would mix rows of two histories, or fail for ever
    public void WatchAsync_PositionOfOtherHistory_ThrowsAtOnce(CancellationToken cancellationToken)
    {
        var calls = 0;
        _services.Watch = (_, _, _) =>
        {
            calls++;
            throw Failures.Create(
                StatusCode.FailedPrecondition,
                ErrorReasons.PositionOfOtherHistory,
                ("history_id", "h2"),
                ("oldest_position", "p9")
            );
        };

        var error = Assert.ThrowsAsync<PositionOfOtherHistoryException>(() =>
            ReadAsync(new WatchOptions { Start = WatchStart.After("p1") }, 1, cancellationToken)
        );

        Assert.That((error!.HistoryId, error.OldestPosition, calls), Is.EqualTo(("h2", "p9", 1)));
    }

    [Test, CancelAfter(30_000)]
    public async Task WatchAsync_ServerStaysAwayTooLong_ThrowsUnreachable(CancellationToken cancellationToken)
    {
        await _server.DisposeAsync();

        Assert.ThrowsAsync<ServerUnreachableException>(() =>
            ReadAsync(new WatchOptions { MaxOutage = TimeSpan.FromMilliseconds(50) }, 1, cancellationToken)
        );
    }

    [Test, CancelAfter(30_000)]
    public void WatchAsync_Cancelled_ThrowsOperationCanceled(CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _services.Watch = async (_, _, context) =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        };

        Assert.That(async () => await ReadAsync(new WatchOptions(), 1, giveUp.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>The n-th connection sends the n-th list of steps and breaks; the last one stays open.</summary>
    private void Serve(params WatchMetricDataResponse[][] connections) =>
        _services.Watch = async (request, responses, context) =>
        {
            _requests.Add(request);
            var index = _requests.Count - 1;
            foreach (var response in connections[index])
            {
                await responses.WriteAsync(response, context.CancellationToken);
            }

            if (index == connections.Length - 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            }

            throw new RpcException(new Status(StatusCode.Unavailable, "broken"));
        };

    private async Task<List<WatchEvent>> ReadAsync(WatchOptions options, int count, CancellationToken cancellationToken)
    {
        var events = new List<WatchEvent>();
        await foreach (var step in _client.Data.WatchAsync(options, cancellationToken))
        {
            events.Add(step);
            if (events.Count == count)
            {
                break;
            }
        }

        return events;
    }

    private static WatchMetricDataResponse Batch(string position, params V1.MetricDataRow[] rows) =>
        new()
        {
            Position = position,
            Batch = new MetricDataBatch
            {
                MetricRows =
                {
                    new V1.MetricRows { Metric = "metrics/m", Rows = { rows } },
                },
            },
        };

    private static V1.MetricDataRow Row(long id, double? score = null)
    {
        var row = new V1.MetricDataRow
        {
            RowId = id,
            SampleTime = new() { Seconds = 1_700_000_000 + id },
            Value = id,
        };
        if (score is { } given)
        {
            (row.RawAnomalyScore, row.AnomalyLikelihood, row.Surprise) = (given, given, 0);
        }

        return row;
    }
}
