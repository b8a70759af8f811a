using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Who is told of which row.</summary>
public sealed class DecideNotifications(IEnumerable<INotificationSender> senders, TimeProvider time)
{
    private readonly HashSet<NotificationChannel> _available = [.. senders.Select(sender => sender.Channel)];

    public IReadOnlyList<NewNotification> Execute(DecisionInput input)
    {
        var now = time.GetUtcNow();
        var devices = input.Devices.Where(device => !device.IsMuted(now)).ToArray();
        var decided = new List<NewNotification>();
        foreach (var candidate in input.Candidates.Where(one => NotificationRules.IsNews(one.RowId, one.SampleTime, now)))
        {
            foreach (var device in devices)
            {
                if (
                    device.Wants(candidate.AnomalyLikelihood, candidate.Surprise)
                    && !IsSuppressed(input, device, candidate)
                    && input.Known.Add((candidate.MetricNumber, candidate.RowId, device.Id))
                )
                {
                    var key = (device.Id, candidate.Resource);
                    input.Unseen[key] = Math.Max(candidate.SampleTime, input.Unseen.GetValueOrDefault(key, long.MinValue));
                    decided.Add(new(device, candidate, [.. device.Channels.Where(_available.Contains)]));
                }
            }
        }
        return decided;
    }

    /// <summary>While a device has an unseen notification of the same resource, the next one waits for the quiet period. There is no lower bound:
    /// an unseen one of a later sample holds an earlier sample back too.</summary>
    private static bool IsSuppressed(DecisionInput input, Device device, in NotificationCandidate candidate) =>
        input.Unseen.TryGetValue((device.Id, candidate.Resource), out var latest)
        && latest + device.QuietPeriodSeconds > candidate.SampleTime;
}
