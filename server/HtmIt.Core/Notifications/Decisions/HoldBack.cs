using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>A condition that keeps a device from being told of a row. Decisions ask for the first, explanations for all of them.</summary>
/// <param name="Since">Null where that is not known.</param>
/// <param name="Until">Null where that is not known.</param>
public readonly record struct HoldBack(HoldBackReason Reason, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    /// <summary>The cheap conditions first: a storm asks for many rows and devices.</summary>
    private static readonly Func<Device, NotificationCandidate, DecisionInput, Learning, DateTimeOffset, HoldBack?>[] Conditions =
    [
        static (device, _, _, _, now) => device.IsMuted(now) ? new(HoldBackReason.Muted, Until: device.MutedUntil) : null,
        static (device, row, _, learning, _) =>
            !row.IsSilence && NotificationRules.IsLearning(device.Score, row.RowId, learning) ? new(HoldBackReason.Learning) : null,
        static (_, row, _, _, now) =>
            NotificationRules.IsTooOld(row.SampleTime, now)
                ? new(HoldBackReason.TooOld, Since: DateTimeOffset.FromUnixTimeSeconds(row.SampleTime) + NotificationRules.LargestAge)
                : null,
        static (device, row, _, _, _) => device.Wants(row.AnomalyLikelihood, row.Severity) ? null : new(HoldBackReason.BelowThreshold),
        static (device, row, input, _, _) => input.Selections.IsFor(device, row.MetricNumber) ? null : new(HoldBackReason.NotSelected),
        static (device, row, input, _, _) => FindQuietPeriod(device, row, input),
    ];

    /// <summary>The first condition that holds; null when none does.</summary>
    public static HoldBackReason? First(
        Device device,
        in NotificationCandidate row,
        DecisionInput input,
        Learning learning,
        DateTimeOffset now
    )
    {
        foreach (var condition in Conditions)
        {
            if (condition(device, row, input, learning, now) is { } found)
            {
                return found.Reason;
            }
        }
        return null;
    }

    /// <summary>The same for more news of an incident that the device was told of: its quiet period is for others.</summary>
    public static bool AnyOfRaised(Device device, in NotificationCandidate candidate, DecisionInput input, DateTimeOffset now) =>
        device.IsMuted(now)
        || NotificationRules.IsTooOld(candidate.SampleTime, now)
        || !input.Selections.IsFor(device, candidate.MetricNumber);

    public static IReadOnlyList<HoldBack> All(
        Device device,
        NotificationCandidate row,
        DecisionInput input,
        Learning learning,
        DateTimeOffset now
    ) => [.. Conditions.Select(condition => condition(device, row, input, learning, now)).OfType<HoldBack>()];

    /// <summary>While a device has an unseen notification of the same resource, the next one waits for the quiet period. There is no lower bound:
    /// an unseen one of a later sample holds an earlier sample back too.</summary>
    private static HoldBack? FindQuietPeriod(Device device, in NotificationCandidate row, DecisionInput input) =>
        input.Unseen.TryGetValue((device.Id, row.Resource), out var latest) && latest + device.QuietPeriodSeconds > row.SampleTime
            ? new(
                HoldBackReason.QuietPeriod,
                DateTimeOffset.FromUnixTimeSeconds(latest),
                DateTimeOffset.FromUnixTimeSeconds(latest + device.QuietPeriodSeconds)
            )
            : null;
}
