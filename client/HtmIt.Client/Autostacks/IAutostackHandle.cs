using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One autostack. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IAutostackHandle
{
    /// <summary>The autostack's name.</summary>
    string Name { get; }

    /// <summary>Gets the autostack.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task<Autostack> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes the autostack with its metrics, their samples and models, and its history.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the members: what matches now.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    IAsyncEnumerable<AutostackInstance> ListInstancesAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists who joined and who left, newest first, page by page as the list is read.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    IAsyncEnumerable<MembershipChange> ListMembershipChangesAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the models of the autostack's metrics.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    Task<IReadOnlyList<Model>> ListMetricsAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes a metric of the autostack with its samples and model.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="AutostackNotFoundException">There is no such autostack.</exception>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricNotOfAutostackException">The metric belongs to another autostack or to none.</exception>
    Task DeleteMetricAsync(string metric, CancellationToken cancellationToken = default);
}
