namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification_delivery</c>: a notification that has to go out by a channel. It goes with its
/// notification: until then it tells what became of it.</summary>
internal sealed class NotificationDeliveryRow
{
    public long Id { get; set; }
    public Guid NotificationId { get; set; }
    public string DeviceId { get; set; } = "";
    public short Channel { get; set; }
    public short State { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset CreateTime { get; set; }

    /// <summary>When it came into its state or was last tried.</summary>
    public DateTimeOffset Time { get; set; }
}
