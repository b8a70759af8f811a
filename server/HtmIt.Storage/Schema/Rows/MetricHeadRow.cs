namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>metric_head</c>: the end of a metric's log. Narrow and apart from <c>metric</c>, because every commit updates it.</summary>
internal sealed class MetricHeadRow
{
    public int MetricNumber { get; set; }
    public long LastRowId { get; set; }
    public DateTimeOffset? LastSampleTime { get; set; }
    public int Generation { get; set; }

    /// <summary>Start of the next collection window: moves in the commit of the rows that were collected.</summary>
    public DateTimeOffset? NextCollectTime { get; set; }

    /// <summary>The metric's status, here too, so that a writer that missed a change of it is refused.</summary>
    public short Status { get; set; }
}
