using Microsoft.Extensions.Options;

namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>When a failed delivery is tried again, and until when.</summary>
internal sealed class RetryPolicy(IOptions<NotificationOptions> options, TimeProvider time)
{
    /// <summary>The pause grows with the lane's failures in a row, not with those of one delivery: behind a dead target all wait alike. It
    /// varies by half, so that those that failed together do not come back together.</summary>
    public (bool GiveUp, TimeSpan Pause) Judge(Lane lane, Delivery delivery, bool isFinal)
    {
        var settings = options.Value;
        if (isFinal)
        {
            return (true, TimeSpan.Zero);
        }
        var giveUp =
            delivery.Attempts + 1 >= settings.MaxAttempts
            || time.GetUtcNow() - delivery.CreateTime >= TimeSpan.FromHours(settings.GiveUpHours);
        var full = Math.Min(settings.FirstRetrySeconds * Math.Pow(2, Math.Min(lane.Failures, 30)), settings.LongestRetrySeconds);
        return (giveUp, TimeSpan.FromSeconds(full * (0.5 + (Random.Shared.NextDouble() / 2))));
    }
}
