using System.Threading.Channels;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Notifications.Deliveries;

/// <summary>What becomes of a delivery that fails, and for how long it is tried.</summary>
public sealed class DeliveryWorkerTests
{
    private static readonly Device Someone = new() { Id = "someone" };

    [Test, CancelAfter(30_000)] // it would be tried for ever, and all that wait behind it with it
    public async Task Send_SenderBreaks_CountsAsAFailedAttempt(CancellationToken cancellationToken)
    {
        var store = new OneDelivery();
        var settings = Options.Create(new NotificationOptions());
        var time = TimeProvider.System;
        using var worker = new DeliveryWorker(
            store,
            [new BrokenSender()],
            new NotificationSignals(time),
            new RetryPolicy(settings, time),
            settings,
            time,
            NullLogger<DeliveryWorker>.Instance
        );

        await worker.StartAsync(cancellationToken);
        var (error, givenUp, pause) = await store.Failures.ReadAsync(cancellationToken);
        await worker.StopAsync(cancellationToken);

        Assert.That((error, givenUp), Is.EqualTo(("InvalidTimeZoneException: broken", false)));
        Assert.That(pause, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test] // a target that is dead for most of a day costs time, and nothing else
    public void Judge_DeadTargetAndDefaults_GivesUpAfterADayAndNotBefore()
    {
        var settings = new NotificationOptions();
        var time = new FakeTimeProvider();
        var policy = new RetryPolicy(Options.Create(settings), time);
        var made = time.GetUtcNow();
        for (var failures = 0; ; failures++)
        {
            var lane = new Lane(Someone.Id, NotificationChannel.Mail, Guid.Empty, failures);
            var (giveUp, pause) = policy.Judge(lane, Waiting(made) with { Attempts = failures }, isFinal: false);
            if (giveUp)
            {
                break;
            }
            time.Advance(pause);
        }

        var tried = time.GetUtcNow() - made;
        Assert.That(tried, Is.InRange(TimeSpan.FromHours(settings.GiveUpHours), TimeSpan.FromHours(settings.GiveUpHours + 1)));
    }

    private static Delivery Waiting(DateTimeOffset made) =>
        new(
            1,
            0,
            made,
            new()
            {
                Id = Guid.NewGuid(),
                Position = 1,
                DeviceId = Someone.Id,
                Metric = MetricId.New(),
                MetricNumber = 1,
                MetricName = "metric",
                Datasource = CustomDatasource.Instance,
                Resource = "server",
                RowId = 1_001,
                SampleTime = 0,
                Value = 1,
                AnomalyLikelihood = 1,
                Surprise = 9,
                Severity = 4,
                Score = NotificationScore.Severity,
                QuietPeriodSeconds = 3_600,
                CreateTime = made,
            },
            Someone
        );

    private sealed class BrokenSender : INotificationSender
    {
        public NotificationChannel Channel => NotificationChannel.Mail;

        public Task<string?> SendAsync(Notification notification, Device device, CancellationToken cancellationToken) =>
            throw new InvalidTimeZoneException("broken");
    }

    /// <summary>A lane with one delivery, which is leased once.</summary>
    private sealed class OneDelivery : IDeliveryStore
    {
        private readonly Channel<(string Error, bool GivenUp, TimeSpan Pause)> _failures = Channel.CreateUnbounded<(
            string,
            bool,
            TimeSpan
        )>();
        private int _leases;

        public ChannelReader<(string Error, bool GivenUp, TimeSpan Pause)> Failures => _failures.Reader;

        public Task<IReadOnlyList<Lane>> LeaseAsync(
            NotificationChannel channel,
            int most,
            TimeSpan lease,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult<IReadOnlyList<Lane>>(
                Interlocked.Increment(ref _leases) == 1 ? [new(Someone.Id, channel, Guid.NewGuid(), Failures: 0)] : []
            );

        public Task<IReadOnlyList<Delivery>> ReadNextAsync(Lane lane, int most, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Delivery>>([Waiting(TimeProvider.System.GetUtcNow())]);

        public Task<bool> SentAsync(Lane lane, Delivery delivery, string? messageId, TimeSpan lease, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task FailedAsync(
            Lane lane,
            Delivery delivery,
            string error,
            bool giveUp,
            TimeSpan pause,
            CancellationToken cancellationToken
        ) => _failures.Writer.WriteAsync((error, giveUp, pause), cancellationToken).AsTask();

        public Task ReleaseAsync(Lane lane, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<DateTimeOffset?> ReadNextDueTimeAsync(NotificationChannel channel, CancellationToken cancellationToken) =>
            Task.FromResult<DateTimeOffset?>(null);
    }
}
