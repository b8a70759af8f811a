using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Monitors whole things at once: an AWS resource with its default metrics.</summary>
public interface IInstancesClient
{
    /// <summary>Lists the instances, ordered by server, page by page as the list is read.</summary>
    IAsyncEnumerable<Instance> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Monitors the default metrics of an AWS resource. AWS is not asked whether it exists.</summary>
    /// <exception cref="InvalidFieldException">A field breaks its rule.</exception>
    /// <exception cref="QuotaExceededException">The server monitors as many instances as it may; nothing was created.</exception>
    Task<MonitorInstanceResult> MonitorAsync(
        AwsResource resource,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Monitors several resources; each has a result of its own, in order.</summary>
    /// <exception cref="InvalidFieldException">A field of any of them breaks its rule; nothing was created.</exception>
    Task<IReadOnlyList<ItemResult<MonitorInstanceResult>>> MonitorManyAsync(
        IReadOnlyList<AwsResource> resources,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Deletes the models of an instance and answers how many there were.</summary>
    /// <param name="name">The instance's resource name.</param>
    /// <param name="options">Deadline.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InstanceNotFoundException">There is no such instance.</exception>
    /// <exception cref="ModelOfAutostackException">The instance is an autostack.</exception>
    Task<int> DeleteAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes the models of several instances; each has a result of its own, in order: how many there were.</summary>
    Task<IReadOnlyList<ItemResult<int>>> DeleteManyAsync(
        IReadOnlyList<string> names,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the changes of an instance's state at its provider, newest first, page by page as the list is read.</summary>
    /// <param name="name">The instance's resource name.</param>
    /// <param name="options">Deadline.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<InstanceStatusChange> ListStatusHistoryAsync(
        string name,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Suggests what to monitor in a region: the largest resources of several kinds in turn. Asks AWS; kinds that it gave no
    /// answer about are named in <see cref="SuggestedInstances.Unreachable"/>.</summary>
    /// <param name="region">AWS region. Default: that of the server's settings.</param>
    /// <param name="account">Name of an account from the server's settings. Default: the server's default credentials.</param>
    /// <param name="options">Deadline.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<SuggestedInstances> SuggestAsync(
        string region = "",
        string account = "",
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );
}
