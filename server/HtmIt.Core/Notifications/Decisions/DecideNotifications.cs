using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Who is told of which row.</summary>
public sealed class DecideNotifications(IEnumerable<INotificationSender> senders, Learning learning, TimeProvider time)
{
    private readonly HashSet<NotificationChannel> _available = [.. senders.Select(sender => sender.Channel)];

    public IReadOnlyList<NewNotification> Execute(DecisionInput input)
    {
        var now = time.GetUtcNow();
        var decided = new List<NewNotification>();
        foreach (var candidate in input.Candidates)
        {
            foreach (var device in input.Devices)
            {
                if (
                    !HoldBack.Any(device, candidate, input, learning, now)
                    && input.Known.Add((candidate.MetricNumber, candidate.RowId, device.Id))
                )
                {
                    var key = (device.Id, candidate.Resource);
                    input.Unseen[key] = Math.Max(candidate.SampleTime, input.Unseen.GetValueOrDefault(key, long.MinValue));
                    decided.Add(new(device, candidate, [.. ChannelsOf(device)]));
                }
            }
        }
        return decided;
    }

    /// <summary>The ways by which a device is told that this server has.</summary>
    public IEnumerable<NotificationChannel> ChannelsOf(Device device) => device.Channels.Where(_available.Contains);
}
