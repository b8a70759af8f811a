using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>What can be monitored at AWS.</summary>
public interface ICloudWatchClient
{
    /// <summary>Lists the regions that can be asked.</summary>
    Task<IReadOnlyList<CloudWatchRegion>> ListRegionsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the accounts in the server's settings, beside its own credentials.</summary>
    Task<IReadOnlyList<string>> ListAccountsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets regions and namespaces at once.</summary>
    Task<CloudWatchCatalogue> GetCatalogueAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the namespaces with their metrics.</summary>
    Task<IReadOnlyList<CloudWatchNamespace>> ListNamespacesAsync(
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gets one namespace.</summary>
    /// <exception cref="NamespaceNotFoundException">There is no such namespace.</exception>
    Task<CloudWatchNamespace> GetNamespaceAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the resources that exist in a region, page by page as the list is read.</summary>
    /// <exception cref="CloudWatchNotFoundException">There is no such region, namespace or account.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    IAsyncEnumerable<CloudWatchResource> ListResourcesAsync(
        string region,
        CloudWatchOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the metrics that can be monitored of the resources that exist in a region, page by page as the list is read.</summary>
    /// <exception cref="CloudWatchNotFoundException">There is no such region, namespace, metric or account.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    IAsyncEnumerable<CloudWatchAvailableMetric> ListAvailableMetricsAsync(
        string region,
        ListAvailableMetricsOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Says what collecting does and costs. Does not ask AWS.</summary>
    Task<CollectionStatistics> GetCollectionStatisticsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);
}
