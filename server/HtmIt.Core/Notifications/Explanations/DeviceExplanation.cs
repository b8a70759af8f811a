using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Decisions;

namespace HtmIt.Core.Notifications.Explanations;

/// <summary>Why a row like a metric's newest would make no notification for a device.</summary>
/// <param name="HoldBacks">All of them; none when it would.</param>
/// <param name="Row">The newest row; null when there is none.</param>
public sealed record DeviceExplanation(IReadOnlyList<HoldBack> HoldBacks, IReadOnlyList<NotificationChannel> Channels, DataRow? Row);
