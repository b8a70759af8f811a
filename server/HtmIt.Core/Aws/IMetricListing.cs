namespace HtmIt.Core.Aws;

/// <summary>Which metrics CloudWatch has: those with data in the last two weeks, in an order of its own.</summary>
public interface IMetricListing
{
    /// <param name="page">Token of the page to begin with; empty for the first one.</param>
    /// <exception cref="AwsException">The call failed.</exception>
    IAsyncEnumerable<ListedMetric> ListMetricsAsync(
        AwsScope scope,
        MetricListingQuery query,
        string page,
        CancellationToken cancellationToken
    );
}
