namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification_lane</c>: the deliveries of one device by one channel, which go out in order, one server at a time.</summary>
internal sealed class NotificationLaneRow
{
    public string DeviceId { get; set; } = "";
    public short Channel { get; set; }

    /// <summary>Not before: the end of a pause after a failure, or of the lease of the server that is sending.</summary>
    public DateTimeOffset DueTime { get; set; }
    public Guid? LeaseId { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }
}
