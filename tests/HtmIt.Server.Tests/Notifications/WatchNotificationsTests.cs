using Grpc.Core;
using HtmIt.Core.Log;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using EventCase = HtmIt.V1.WatchNotificationsResponse.EventOneofCase;
using Notification = HtmIt.V1.Notification;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>The stream of new notifications.</summary>
public sealed class WatchNotificationsTests : NotificationFixture
{
    [Test, CancelAfter(60_000)]
    public async Task WatchNotifications_NewOnes_ComeInOrderOnceAndOnlyTheDevices(CancellationToken cancellationToken)
    {
        await DeviceAsync("watch", device => device.QuietPeriod = new() { Seconds = 0 });
        await DeviceAsync("watch.other", device => device.QuietPeriod = new() { Seconds = 0 });
        var log = await LogAsync("watch.metric");
        var now = Now;
        await log.WriteAsync(now - 100, Red);
        await DecidedAsync();

        // From where a list stood, without a gap.
        var listed = await Notifications.ListNotificationsAsync(new() { Device = "devices/watch" }, cancellationToken: cancellationToken);
        Assert.That(listed.Notifications.Select(one => one.RowId), Is.EqualTo(new[] { 1_001L }));
        await log.WriteAsync(now - 95, Red);
        await DecidedAsync();
        using (
            var after = Notifications.WatchNotifications(
                new() { Device = "devices/watch", AfterPosition = listed.Position },
                cancellationToken: cancellationToken
            )
        )
        {
            var step = await ReadAsync(after, one => one.EventCase == EventCase.Batch);
            Assert.That(step.Batch.Notifications.Select(one => one.RowId), Is.EqualTo(new[] { 1_002L }));
        }

        using var call = Notifications.WatchNotifications(new() { Device = "devices/watch" }, cancellationToken: cancellationToken);
        await ReadAsync(call, one => one.EventCase == EventCase.CaughtUp);
        await log.WriteAsync([(now - 90, Red), (now - 80, Yellow), (now - 70, Red)]);
        await log.WriteAsync(now - 60, Red);
        var found = new List<Notification>();
        while (found.Count < 3)
        {
            found.AddRange((await ReadAsync(call, one => one.EventCase == EventCase.Batch)).Batch.Notifications);
        }

        Assert.That(
            found.Select(one => (one.Device, one.RowId)),
            Is.EqualTo(new[] { ("devices/watch", 1_003L), ("devices/watch", 1_005L), ("devices/watch", 1_006L) })
        );
    }

    [Test, CancelAfter(60_000)]
    public async Task WatchNotifications_ResumedAtAnyPosition_GoesOnWithoutAHole(CancellationToken cancellationToken)
    {
        await DeviceAsync("resume", device => device.QuietPeriod = new() { Seconds = 0 });
        var log = await LogAsync("resume.metric");
        var now = Now;
        var position = await PositionAsync(cancellationToken);
        var seen = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            await log.WriteAsync([(now - 500 + (i * 10), Red), (now - 495 + (i * 10), Red)]);
            await DecidedAsync();
            using var call = Notifications.WatchNotifications(
                new() { Device = "devices/resume", AfterPosition = position },
                cancellationToken: cancellationToken
            );
            var step = await ReadAsync(call, one => one.EventCase == EventCase.Batch);
            seen.AddRange(step.Batch.Notifications.Select(one => one.RowId));
            position = step.Position;
        }
        Assert.That(seen, Is.EqualTo(Enumerable.Range(1_001, 8)));
    }

    [Test, CancelAfter(60_000)]
    public async Task WatchNotifications_SinceATime_BeginsWithTheStored(CancellationToken cancellationToken)
    {
        await DeviceAsync("since", device => device.QuietPeriod = new() { Seconds = 0 });
        var log = await LogAsync("since.metric");
        var now = Now;
        await log.WriteAsync([(now - 100, Red), (now - 90, Red)]);
        await DecidedAsync();

        foreach (var (start, expected) in new[] { (now - 3_600, new[] { 1_001L, 1_002L }), (now + 3_600, []) })
        {
            var request = new WatchNotificationsRequest
            {
                Device = "devices/since",
                StartTime = new() { Seconds = start },
            };
            using var call = Notifications.WatchNotifications(request, cancellationToken: cancellationToken);
            var found = new List<long>();
            var caughtUp = await ReadAsync(
                call,
                step =>
                {
                    found.AddRange(step.Batch?.Notifications.Select(one => one.RowId) ?? []);
                    return step.EventCase == EventCase.CaughtUp;
                }
            );
            Assert.That(found, Is.EqualTo(expected));
            Assert.That((caughtUp.ServerTime - caughtUp.CaughtUp.KeptSince).ToTimeSpan().TotalDays, Is.EqualTo(30).Within(0.1));
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task WatchNotifications_BadStarts_AreRefusedWithTheirReasons(CancellationToken cancellationToken)
    {
        await DeviceAsync("bad");
        var now = TimeProvider.System.GetUtcNow();
        var diagnostics = new DiagnosticsService.DiagnosticsServiceClient(Channel);
        var history = Guid.Parse((await diagnostics.GetServerInfoAsync(new(), cancellationToken: cancellationToken)).HistoryId);
        var cases = new[]
        {
            ("devices/none", "", StatusCode.NotFound, "DEVICE_NOT_FOUND"),
            ("nonsense", "", StatusCode.InvalidArgument, "INVALID_FIELD"),
            ("devices/bad", "nonsense", StatusCode.InvalidArgument, "POSITION_INVALID"),
            ("devices/bad", Position(history, 0, now.AddDays(-30)), StatusCode.OutOfRange, "POSITION_EXPIRED"),
            ("devices/bad", Position(Guid.NewGuid(), 0, now), StatusCode.FailedPrecondition, "POSITION_OF_OTHER_HISTORY"),
            // Numbers that nobody was given yet: this database has gone back, and begins a new history.
            ("devices/bad", Position(history, 1_000_000, now), StatusCode.FailedPrecondition, "POSITION_OF_OTHER_HISTORY"),
            ("devices/bad", Position(history, 0, now), StatusCode.FailedPrecondition, "POSITION_OF_OTHER_HISTORY"),
        };
        foreach (var (parent, position, code, reason) in cases)
        {
            var request = new WatchNotificationsRequest { Device = parent };
            if (position.Length > 0)
            {
                request.AfterPosition = position;
            }
            using var call = Notifications.WatchNotifications(request, cancellationToken: cancellationToken);
            var refusal = await Refusal.OfAsync(() => call.ResponseStream.MoveNext(cancellationToken));
            Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((code, reason)), $"{parent} {position}");
        }
    }

    [Test, CancelAfter(60_000)] // else clients take it for dead, and the device is removed after a month
    public async Task WatchNotifications_OthersAreToldAllTheTime_IsIdleAndInUse(CancellationToken cancellationToken)
    {
        await DeviceAsync("quiet");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var signals = new NotificationSignals(time);
        var samples = Server.Services.GetRequiredService<ISampleReader>();
        var watch = new WatchNotifications(
            Server.Services.GetRequiredService<IDeviceStore>(),
            Server.Services.GetRequiredService<INotificationStore>(),
            samples,
            Server.Services.GetRequiredService<ICommitHistory>(),
            signals,
            time
        );
        await using var steps = watch
            .ExecuteAsync("quiet", new NotificationStart.Now(), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        Assert.That(await steps.MoveNextAsync() && await steps.MoveNextAsync(), Is.True);
        Assert.That(steps.Current.Event, Is.EqualTo(WatchEvent.CaughtUp));
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update notification_device set last_seen_time = '2020-01-01' where id = $1",
            "quiet"
        );

        var next = steps.MoveNextAsync().AsTask();
        for (var i = 0; i < 200 && !next.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            signals.Decided();
            await samples.ReadRangeAsync(cancellationToken);
        }
        Assert.That(next.IsCompleted, Is.True, "nothing came for 200 seconds");
        Assert.That(await next, Is.True);
        Assert.That(steps.Current.Event, Is.EqualTo(WatchEvent.Idle));

        time.Advance(TimeSpan.FromHours(1));
        Assert.That(await steps.MoveNextAsync(), Is.True);
        var device = (await Devices.GetDeviceAsync(new() { Name = "devices/quiet" }, cancellationToken: cancellationToken)).Device;
        Assert.That(device.LastFetchTime.ToDateTime().Year, Is.GreaterThan(2020));
    }

    private static string Position(Guid history, long value, DateTimeOffset time) =>
        NotificationPosition.At(history, value, time).ToString();

    private async Task<string> PositionAsync(CancellationToken cancellationToken)
    {
        using var call = Notifications.WatchNotifications(new() { Device = "devices/resume" }, cancellationToken: cancellationToken);
        return (await ReadAsync(call, _ => true)).Position;
    }

    private static async Task<WatchNotificationsResponse> ReadAsync(
        AsyncServerStreamingCall<WatchNotificationsResponse> call,
        Func<WatchNotificationsResponse, bool> wanted
    )
    {
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (wanted(call.ResponseStream.Current))
            {
                return call.ResponseStream.Current;
            }
        }
        throw new AssertionException("The watch ended.");
    }
}
