namespace HtmIt.Client;

/// <summary>A stretch of a metric's history in buckets.</summary>
/// <param name="Buckets">Those that have samples, oldest first.</param>
/// <param name="Width">The width of all of them.</param>
/// <param name="KeptSince">Samples before this time are no longer kept, and in no bucket; absent while nothing was ever removed.</param>
public sealed record MetricDataBuckets(IReadOnlyList<MetricDataBucket> Buckets, TimeSpan Width, DateTimeOffset? KeptSince);
