namespace HtmIt.Core.Listing;

/// <summary>Sums up stored rows.</summary>
public interface IBucketReader
{
    /// <summary>The buckets that have rows, oldest first.</summary>
    Task<IReadOnlyList<Bucket>> ReadAsync(int metricNumber, BucketDivision division, CancellationToken cancellationToken);
}
