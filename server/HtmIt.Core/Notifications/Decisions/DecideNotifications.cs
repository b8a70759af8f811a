using HtmIt.Core.Incidents;
using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Who is told of what.</summary>
public sealed class DecideNotifications(IEnumerable<INotificationSender> senders, Learning learning)
{
    private readonly HashSet<NotificationChannel> _available = [.. senders.Select(sender => sender.Channel)];

    /// <param name="now">When it is decided.</param>
    public IReadOnlyList<NewNotification> Execute(DecisionInput input, DateTimeOffset now)
    {
        var decided = new List<NewNotification>();
        foreach (var candidate in input.Candidates)
        {
            foreach (var device in input.Devices)
            {
                foreach (var kind in KindsOf(device, candidate, input, now))
                {
                    decided.Add(new(device, candidate, kind, [.. ChannelsOf(device).Where(channel => Tells(channel, kind))]));
                    input.NotSetUp.UnionWith(ChannelsNotSetUp(device).Select(channel => (device.Id, channel)));
                }
            }
        }
        return decided;
    }

    /// <summary>The ways by which a device is told that this server has.</summary>
    public IEnumerable<NotificationChannel> ChannelsOf(Device device) => device.Channels.Where(_available.Contains);

    private IEnumerable<NotificationChannel> ChannelsNotSetUp(Device device) =>
        device.Channels.Where(channel => !_available.Contains(channel));

    /// <summary>What the device is to be told now, in order; the input notes that it was.</summary>
    private List<NotificationKind> KindsOf(Device device, in NotificationCandidate candidate, DecisionInput input, DateTimeOffset now) =>
        candidate.Incident is { } incident ? KindsOf(device, candidate, incident, input, now)
        : IsToldOfRow(device, candidate, input, now) ? [NotificationKind.Row]
        : [];

    private bool IsToldOfRow(Device device, in NotificationCandidate candidate, DecisionInput input, DateTimeOffset now)
    {
        var isTold =
            device.Score == NotificationScore.Likelihood
            && !IsHeldBack(device, candidate, input, now)
            && input.Known.Add((candidate.MetricNumber, candidate.RowId, device.Id));
        if (isTold)
        {
            NoteUnseen(device, candidate, input);
        }
        return isTold;
    }

    private List<NotificationKind> KindsOf(
        Device device,
        in NotificationCandidate candidate,
        Incident incident,
        DecisionInput input,
        DateTimeOffset now
    )
    {
        var kinds = new List<NotificationKind>();
        if (device.Score != NotificationScore.Severity)
        {
            return kinds;
        }
        var key = (incident.Id, device.Id);
        var severity = incident.State.Severity;
        if (!input.Told.TryGetValue(key, out var told))
        {
            if (IsHeldBack(device, candidate, input, now))
            {
                return kinds;
            }
            kinds.Add(NotificationKind.Opened);
            told = new(severity, HasEnded: false);
            NoteUnseen(device, candidate, input);
        }
        else if (NotificationRules.IsRaised(told.Severity, severity) && !HoldBack.AnyOfRaised(device, candidate, input, now))
        {
            kinds.Add(NotificationKind.Raised);
            told = told with { Severity = severity };
            NoteUnseen(device, candidate, input);
        }
        if (!incident.IsOpen && !told.HasEnded)
        {
            kinds.Add(NotificationKind.Ended);
            told = told with { HasEnded = true };
        }
        input.Told[key] = told;
        return kinds;
    }

    /// <summary>Below its threshold, or of other metrics, a device misses nothing; the rest is noted, because somebody may wait for it.</summary>
    private bool IsHeldBack(Device device, in NotificationCandidate candidate, DecisionInput input, DateTimeOffset now)
    {
        if (HoldBack.First(device, candidate, input, learning, now) is not { } reason)
        {
            return false;
        }
        if (
            reason is not (HoldBackReason.BelowThreshold or HoldBackReason.NotSelected)
            && device.Wants(candidate.AnomalyLikelihood, candidate.Severity)
            && input.Selections.IsFor(device, candidate.MetricNumber)
        )
        {
            var before = input.HeldBack.GetValueOrDefault((device.Id, reason));
            input.HeldBack[(device.Id, reason)] = new(before.Count + 1, candidate.MetricNumber);
        }
        return true;
    }

    private static void NoteUnseen(Device device, in NotificationCandidate candidate, DecisionInput input)
    {
        var key = (device.Id, candidate.Resource);
        input.Unseen[key] = Math.Max(candidate.ToldTime, input.Unseen.GetValueOrDefault(key, long.MinValue));
    }

    /// <summary>An end is for programs: people would get a mail with nothing to do.</summary>
    private static bool Tells(NotificationChannel channel, NotificationKind kind) =>
        kind != NotificationKind.Ended || channel != NotificationChannel.Mail;
}
