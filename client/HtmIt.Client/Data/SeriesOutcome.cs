namespace HtmIt.Client;

/// <summary>What became of the samples of one metric in one batch: each is stored by this batch, was stored before, or is refused.</summary>
/// <param name="Target">The metric, as it was written to.</param>
/// <param name="Metric">The metric's name; empty when the series was refused as a whole.</param>
/// <param name="SampleCount">How many samples the series had.</param>
public sealed record SeriesOutcome(MetricTarget Target, string Metric, int SampleCount)
{
    /// <summary>Row id of the first sample stored by this batch; 0 when none was.</summary>
    public long FirstRowId { get; init; }

    /// <summary>Row id of the last sample stored by this batch; 0 when none was.</summary>
    public long LastRowId { get; init; }

    /// <summary>How many were stored by this batch.</summary>
    public int StoredCount { get; init; }

    /// <summary>How many were stored already, by an earlier attempt or another sender.</summary>
    public int AlreadyStoredCount { get; init; }

    /// <summary>The samples that were refused, by ascending index.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>How many were refused.</summary>
    public int RefusedCount => Refusals.Sum(refusal => refusal.Samples.Count);
}
