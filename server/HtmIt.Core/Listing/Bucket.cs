namespace HtmIt.Core.Listing;

/// <summary>The rows of one stretch of time, summed up.</summary>
/// <param name="Start">In seconds since 1970.</param>
/// <param name="MaxSurprise">Null when no row has a score, as <paramref name="MaxAnomalyLikelihood"/>.</param>
/// <param name="Gap">Whether a row is further from the one before it than three times the usual distance.</param>
public sealed record Bucket(
    long Start,
    long RowCount,
    double First,
    double Last,
    double Min,
    double Max,
    double Mean,
    double? MaxSurprise,
    double? MaxAnomalyLikelihood,
    long UnscoredRowCount,
    bool Gap
);
