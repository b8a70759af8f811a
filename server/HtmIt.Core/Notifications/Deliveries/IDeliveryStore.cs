namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>The deliveries that wait, in lanes that servers lease.</summary>
public interface IDeliveryStore
{
    /// <summary>Leases lanes that are due and have something to deliver.</summary>
    Task<IReadOnlyList<Lane>> LeaseAsync(NotificationChannel channel, int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>The lane's next deliveries, in order.</summary>
    Task<IReadOnlyList<Delivery>> ReadNextAsync(Lane lane, int most, CancellationToken cancellationToken);

    /// <summary>Records that the delivery went out, and prolongs the lease. False when the lease was lost.</summary>
    Task<bool> SentAsync(Lane lane, Delivery delivery, string? messageId, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Records a failure, and returns the lane for later.</summary>
    Task FailedAsync(Lane lane, Delivery delivery, string error, bool giveUp, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Returns the lane.</summary>
    Task ReleaseAsync(Lane lane, CancellationToken cancellationToken);

    /// <summary>When the next lane with something to deliver is due; null when none has.</summary>
    Task<DateTimeOffset?> ReadNextDueTimeAsync(NotificationChannel channel, CancellationToken cancellationToken);
}
