using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Whole things with monitored metrics, such as an AWS resource with its default metrics. What is done to one resource is on its
/// handle.</summary>
public interface IResourcesClient
{
    /// <summary>The resource with a name that was received. Asks nothing of the server.</summary>
    /// <param name="name">The resource's name.</param>
    IResourceHandle this[string name] { get; }

    /// <summary>Lists the resources, ordered by their text, page by page as the list is read.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<Resource> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Monitors the default metrics of an AWS resource. AWS is not asked whether it exists.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A field breaks its rule.</exception>
    /// <exception cref="QuotaExceededException">The server monitors as many resources as it may; nothing was created.</exception>
    Task<MonitorResourceResult> MonitorAsync(AwsResource resource, CancellationToken cancellationToken = default);

    /// <summary>Monitors several resources; each has a result of its own, in order.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A field of any of them breaks its rule; nothing was created.</exception>
    Task<IReadOnlyList<ItemResult<MonitorResourceResult>>> MonitorManyAsync(
        IReadOnlyList<AwsResource> resources,
        CancellationToken cancellationToken = default
    );

    /// <summary>Deletes the models of several resources; each has a result of its own, in order: how many there were.</summary>
    /// <param name="names">The resources' names.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    Task<IReadOnlyList<ItemResult<int>>> DeleteManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);

    /// <summary>Suggests what to monitor in a region: the largest resources of several kinds in turn. Asks AWS; kinds that it gave no
    /// answer about are named in <see cref="SuggestedResources.Unreachable"/>.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="CloudWatchNotFoundException">There is no such region or account.</exception>
    Task<SuggestedResources> SuggestAsync(SuggestResourcesOptions options, CancellationToken cancellationToken = default);
}
