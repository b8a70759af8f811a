using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Groups of EC2 instances that are monitored as one. Names are resource names (<c>autostacks/{uid}</c>), as received.</summary>
public interface IAutostacksClient
{
    /// <summary>Creates an autostack.</summary>
    /// <exception cref="InvalidFieldException">The name, the region or a filter breaks its rule.</exception>
    /// <exception cref="AutostackAlreadyExistsException">The name is used in that region.</exception>
    /// <exception cref="TooManyInstancesException">The filters match more than 500 instances.</exception>
    Task<Autostack> CreateAsync(
        string displayName,
        AutostackFilter filter,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gets one autostack.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task<Autostack> GetAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists autostacks by name and region, page by page as the list is read.</summary>
    IAsyncEnumerable<Autostack> ListAsync(ListAutostacksOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes an autostack with its metrics, their samples and models, and its history.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task DeleteAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets the instances that an autostack with these filters would have.</summary>
    /// <exception cref="InvalidFieldException">The region or a filter breaks its rule.</exception>
    Task<AutostackPreview> PreviewAsync(
        AutostackFilter filter,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gets the instances that match now.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task<IReadOnlyList<AutostackInstance>> ListInstancesAsync(
        string name,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists who joined and who left, newest first, page by page as the list is read.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    IAsyncEnumerable<MembershipChange> ListMembershipChangesAsync(
        string name,
        ListAutostacksOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gets the models of the metrics of an autostack.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task<IReadOnlyList<Model>> ListMetricsAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Monitors a metric of an autostack.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    /// <exception cref="InvalidFieldException">There is no such metric, or only one end of the range is given.</exception>
    Task<CreateModelResult> CreateMetricAsync(
        string name,
        AutostackMetric metric,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Monitors several metrics of an autostack; each has a result of its own, in order.</summary>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task<IReadOnlyList<ItemResult<CreateModelResult>>> CreateMetricsAsync(
        string name,
        IReadOnlyList<AutostackMetric> metrics,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Deletes a metric of an autostack with its samples and model.</summary>
    /// <param name="name">The autostack.</param>
    /// <param name="metric">Resource name of the metric.</param>
    /// <param name="options">Deadline.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricNotOfAutostackException">The metric belongs to another autostack or to none.</exception>
    Task DeleteMetricAsync(string name, string metric, RequestOptions? options = null, CancellationToken cancellationToken = default);
}
