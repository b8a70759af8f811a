namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification_delivery</c>: a notification that has to go out by a channel. Removed once sent; kept when given up.</summary>
internal sealed class NotificationDeliveryRow
{
    public long Id { get; set; }
    public Guid NotificationId { get; set; }
    public string DeviceId { get; set; } = "";
    public short Channel { get; set; }
    public int Attempts { get; set; }
    public bool GivenUp { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset CreateTime { get; set; }
}
