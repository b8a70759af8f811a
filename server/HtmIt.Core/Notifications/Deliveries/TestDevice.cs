using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>Sends a test through every channel of a device, once.</summary>
public sealed class TestDevice(
    IDeviceStore devices,
    IEnumerable<INotificationSender> senders,
    DatasourceRegistry datasources,
    TimeProvider time
)
{
    private const string Subject = "test";

    /// <summary>No caller waits for longer than a channel of a delivery may take.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <exception cref="DomainException">DeviceNotFound.</exception>
    public async Task<IReadOnlyList<ChannelTest>> ExecuteAsync(string id, CancellationToken cancellationToken)
    {
        var device = await devices.FindAsync(id, cancellationToken) ?? throw NotificationErrors.DeviceNotFound(id);
        var notification = Create(device);
        var wanted = device.Channels.ToHashSet();
        var available = senders.Where(sender => wanted.Remove(sender.Channel)).ToArray();
        var tests = await Task.WhenAll(available.Select(sender => TryAsync(sender, notification, device, cancellationToken)));
        return
        [
            .. tests
                .Concat(wanted.Select(channel => new ChannelTest(channel, "The server's settings have no such channel.")))
                .OrderBy(test => test.Channel),
        ];
    }

    private async Task<ChannelTest> TryAsync(
        INotificationSender sender,
        Notification notification,
        Device device,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await sender.SendAsync(notification, device, either.Token);
            return new(sender.Channel, "");
        }
        catch (DeliveryException refusal)
        {
            return new(sender.Channel, refusal.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(sender.Channel, $"There was no answer within {Longest.TotalSeconds:0} seconds.");
        }
    }

    private Notification Create(Device device)
    {
        var now = time.GetUtcNow();
        return new()
        {
            IsTest = true,
            Id = Guid.NewGuid(),
            Position = 0,
            DeviceId = device.Id,
            Metric = default,
            MetricNumber = 0,
            MetricName = Subject,
            Datasource = datasources.All.First(one => one.TakesSamples),
            Resource = Subject,
            RowId = 0,
            SampleTime = now.ToUnixTimeSeconds(),
            Value = 0,
            AnomalyLikelihood = 0,
            Surprise = 0,
            Severity = 0,
            Score = device.Score,
            QuietPeriodSeconds = device.QuietPeriodSeconds,
            CreateTime = now,
        };
    }
}
