using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>What can be monitored at AWS.</summary>
public interface ICloudWatchClient
{
    /// <summary>Lists the regions that can be asked.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<IReadOnlyList<CloudWatchRegion>> ListRegionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the accounts in the server's settings, beside its own credentials.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<IReadOnlyList<CloudWatchAccount>> ListAccountsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the namespaces with their metrics.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<IReadOnlyList<CloudWatchNamespace>> ListNamespacesAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets one namespace.</summary>
    /// <param name="name">Its name, e.g. <c>AWS/EC2</c>; or <c>Autostacks</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="NamespaceNotFoundException">There is no such namespace.</exception>
    Task<CloudWatchNamespace> GetNamespaceAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lists the resources that exist in a region, page by page as the list is read.</summary>
    /// <param name="region">AWS region, e.g. <c>us-west-2</c>.</param>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="CloudWatchNotFoundException">There is no such region, namespace or account.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    IAsyncEnumerable<CloudWatchResource> ListAwsResourcesAsync(
        string region,
        CloudWatchOptions options,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists metrics that can be monitored, page by page as the list is read: those of the catalogue for the resources that exist in a region;
    /// and what the catalogue does not list, a namespace, a name, or any metric by its dimensions, as CloudWatch lists it.</summary>
    /// <param name="region">AWS region, e.g. <c>us-west-2</c>.</param>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="CloudWatchNotFoundException">There is no such region, namespace, metric or account.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    IAsyncEnumerable<CloudWatchAvailableMetric> ListAvailableMetricsAsync(
        string region,
        ListAvailableMetricsOptions options,
        CancellationToken cancellationToken = default
    );

    /// <summary>Says what it costs to collect metrics that are not monitored yet. Does not ask AWS.</summary>
    /// <param name="metrics">What would be monitored: 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="InvalidFieldException">One is not what a metric of CloudWatch can be.</exception>
    Task<CollectionCostEstimate> EstimateCollectionCostAsync(
        IReadOnlyCollection<CloudWatchMetric> metrics,
        CancellationToken cancellationToken = default
    );

    /// <summary>Says what collecting does and costs. Does not ask AWS.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<CollectionStatistics> GetCollectionStatisticsAsync(CancellationToken cancellationToken = default);
}
