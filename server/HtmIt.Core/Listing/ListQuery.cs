using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Listing;

/// <summary>Which rows to list. A null metric means all monitored metrics.</summary>
public sealed record ListQuery(MetricTarget? Metric)
{
    public long? FromTime { get; init; }

    public long? ToTime { get; init; }

    public long? FromRowId { get; init; }

    public long? ToRowId { get; init; }

    public ScoreFilter Filter { get; init; }

    public bool IncludeUnscored { get; init; }

    public bool Descending { get; init; }

    /// <summary>Rows of each metric at most; 0 means no limit.</summary>
    public int LimitPerMetric { get; init; }
}
