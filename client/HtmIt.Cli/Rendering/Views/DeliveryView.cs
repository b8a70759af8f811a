using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of a notification by one channel.</summary>
internal sealed class DeliveryView(Delivery delivery)
{
    public NotificationChannel Channel => delivery.Channel;

    public DeliveryState State => delivery.State;

    public int AttemptCount => delivery.AttemptCount;

    public string? LastError => delivery.LastError.Length > 0 ? delivery.LastError : null;

    public DateTime? LastAttemptTime => delivery.LastAttemptTime?.UtcDateTime;

    public DateTime? NextAttemptTime => delivery.NextAttemptTime?.UtcDateTime;
}
