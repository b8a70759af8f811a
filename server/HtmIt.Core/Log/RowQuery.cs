namespace HtmIt.Core.Log;

/// <summary>Selects stored rows of one metric. Bounds are inclusive; null means none.</summary>
public sealed record RowQuery(int MetricNumber)
{
    public long? FromTime { get; init; }

    public long? ToTime { get; init; }

    public long? FromRowId { get; init; }

    public long? ToRowId { get; init; }

    public ScoreFilter Filter { get; init; }

    public bool IncludeUnscored { get; init; }

    public bool Descending { get; init; }

    public int Limit { get; init; } = int.MaxValue;
}
