namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>instance_status_history</c>.</summary>
internal sealed class InstanceStatusRow
{
    public string Server { get; set; } = "";
    public DateTimeOffset StatusTime { get; set; }
    public string Status { get; set; } = "";
}
