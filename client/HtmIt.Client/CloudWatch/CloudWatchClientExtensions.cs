using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="ICloudWatchClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class CloudWatchClientExtensions
{
    /// <summary>Lists the resources of all kinds that exist in a region, page by page as the list is read.</summary>
    /// <param name="cloudWatch">What can be monitored.</param>
    /// <param name="region">AWS region, e.g. <c>us-west-2</c>.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="RegionUnknownException">There is no such region.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    public static IAsyncEnumerable<CloudWatchResource> ListAwsResourcesAsync(
        this ICloudWatchClient cloudWatch,
        string region,
        CancellationToken cancellationToken = default
    ) => cloudWatch.ListAwsResourcesAsync(region, new CloudWatchOptions(), cancellationToken);

    /// <summary>Lists the metrics that can be monitored of all resources that exist in a region, page by page as the list is read.</summary>
    /// <param name="cloudWatch">What can be monitored.</param>
    /// <param name="region">AWS region, e.g. <c>us-west-2</c>.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="RegionUnknownException">There is no such region.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    public static IAsyncEnumerable<CloudWatchAvailableMetric> ListAvailableMetricsAsync(
        this ICloudWatchClient cloudWatch,
        string region,
        CancellationToken cancellationToken = default
    ) => cloudWatch.ListAvailableMetricsAsync(region, new ListAvailableMetricsOptions(), cancellationToken);
}
