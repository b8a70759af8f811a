namespace HtmIt.Core.Notifications.History;

/// <summary>Where a watch of notifications starts.</summary>
public abstract record NotificationStart
{
    /// <summary>With what is made from now on.</summary>
    public sealed record Now : NotificationStart;

    /// <summary>With the stored ones made since a time.</summary>
    public sealed record Since(DateTimeOffset Time) : NotificationStart;

    /// <summary>After a position received earlier.</summary>
    public sealed record After(NotificationPosition Position) : NotificationStart;
}
