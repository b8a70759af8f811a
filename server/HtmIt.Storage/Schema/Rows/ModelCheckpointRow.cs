namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>model_checkpoint</c>: the newest saved state of each model.</summary>
internal sealed class ModelCheckpointRow
{
    public int MetricNumber { get; set; }
    public int Generation { get; set; }
    public long LastRowId { get; set; }
    public long LastTime { get; set; }
    public byte[] State { get; set; } = [];
    public DateTimeOffset SaveTime { get; set; }
}
