using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>Sends what waits, each channel by itself: one that is slow or dead delays no other. A device's deliveries by one channel are a
/// lane: they go out in order, one at a time, whichever server sends them.</summary>
internal sealed partial class DeliveryWorker(
    IDeliveryStore store,
    IEnumerable<INotificationSender> senders,
    NotificationSignals signals,
    RetryPolicy retry,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<DeliveryWorker> logger
) : BackgroundService
{
    /// <summary>Then the lane goes to the end of the queue: with more lanes than places, none waits until another has nothing left.</summary>
    private const int DeliveriesPerTurn = 20;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    /// <summary>How long a stopping server lets a send go on, so as not to leave it unknown whether it went out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _sendTimeout = TimeSpan.FromSeconds(options.Value.SendTimeoutSeconds);

    /// <summary>Longer than one send and its record take: who is alive never loses it.</summary>
    private TimeSpan Lease => _sendTimeout + TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(senders.Select(sender => RunChannelAsync(sender, stoppingToken)));

    private async Task RunChannelAsync(INotificationSender sender, CancellationToken stoppingToken)
    {
        var signal = signals.Deliveries(sender.Channel);
        var looking = new FaultLog(logger, time, $"Looking for what is to be sent by {sender.Channel}");
        var sending = new FaultLog(logger, time, $"Sending by {sender.Channel}");
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(lane => lane.IsCompleted);
            var wait = PauseAfterFault;
            try
            {
                var free = options.Value.ConcurrentSends - running.Count;
                var lanes = free > 0 ? await store.LeaseAsync(sender.Channel, free, Lease, stoppingToken) : [];
                running.AddRange(lanes.Select(lane => RunLaneAsync(sender, lane, sending, signal, stoppingToken)));
                if (lanes.Count > 0)
                {
                    continue;
                }
                wait = await FindWaitAsync(sender.Channel, stoppingToken);
                looking.Succeeded();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The boundary of the loop: what waits stays in the database.
                looking.Failed(fault);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            await signal.WaitAsync(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(running);
    }

    private async Task<TimeSpan> FindWaitAsync(NotificationChannel channel, CancellationToken cancellationToken)
    {
        var sweep = TimeSpan.FromSeconds(options.Value.SweepSeconds);
        var left = await store.ReadNextDueTimeAsync(channel, cancellationToken) - time.GetUtcNow();
        return left is null || left > sweep ? sweep
            // Due already, but another server was faster or all places are taken: the signal tells when one is free.
            : left <= TimeSpan.Zero ? PauseAfterFault
            : left.Value;
    }

    private async Task RunLaneAsync(INotificationSender sender, Lane lane, FaultLog faults, Signal signal, CancellationToken stoppingToken)
    {
        try
        {
            foreach (var delivery in await store.ReadNextAsync(lane, DeliveriesPerTurn, CancellationToken.None))
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    break;
                }
                if (!await DeliverAsync(sender, lane, delivery, stoppingToken))
                {
                    return;
                }
            }
            await store.ReleaseAsync(lane, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The lease runs out, then the lane is taken up again.
            faults.Failed(fault);
        }
        finally
        {
            signal.Set();
        }
    }

    /// <returns>Whether the lane may go on.</returns>
    private async Task<bool> DeliverAsync(INotificationSender sender, Lane lane, Delivery delivery, CancellationToken stoppingToken)
    {
        var error = "";
        var isFinal = false;
        string? messageId = null;
        try
        {
            messageId = await SendAsync(sender, delivery, stoppingToken);
        }
        catch (DeliveryException fault)
        {
            (error, isFinal) = (fault.Message, fault.IsFinal);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await store.ReleaseAsync(lane, CancellationToken.None);
            return false;
        }
        catch (OperationCanceledException)
        {
            error = $"It took longer than {options.Value.SendTimeoutSeconds} s.";
        }
        catch (Exception fault)
        {
            // The boundary of the sender. What it did not foresee must count as an attempt: otherwise the delivery is never given up, and
            // all that wait behind it in the lane never go out.
            error = $"{fault.GetType().Name}: {fault.Message}";
            Log.SenderBroke(logger, fault, lane.Channel);
        }
        if (error.Length == 0)
        {
            return await store.SentAsync(lane, delivery, messageId, Lease, CancellationToken.None);
        }
        var (giveUp, pause) = retry.Judge(lane, delivery, isFinal);
        Log.SendFailed(logger, lane.Channel, lane.DeviceId, delivery.Notification.Id, delivery.Attempts + 1, giveUp, error);
        await store.FailedAsync(lane, delivery, error, giveUp, pause, CancellationToken.None);
        return false;
    }

    private async Task<string?> SendAsync(INotificationSender sender, Delivery delivery, CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(_sendTimeout, TimeProvider.System);
        await using var stopping = stoppingToken.Register(() => patience.CancelAfter(Grace));
        return await sender.SendAsync(delivery.Notification, delivery.Device, patience.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1105,
            LogLevel.Warning,
            "{Channel} to device {Device}, notification {Notification}, attempt {Attempt} failed (given up: {GivenUp}): {Error}"
        )]
        public static partial void SendFailed(
            ILogger logger,
            NotificationChannel channel,
            string device,
            Guid notification,
            int attempt,
            bool givenUp,
            string error
        );

        [LoggerMessage(1107, LogLevel.Warning, "Sending by {Channel} failed in a way that was not foreseen")]
        public static partial void SenderBroke(ILogger logger, Exception fault, NotificationChannel channel);
    }
}
