using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>The table of metrics. Each method is one transaction; changes of state are compare-and-set on generation and status.</summary>
public interface IMetricStore
{
    Task<Metric?> FindAsync(MetricId id, CancellationToken cancellationToken);

    /// <summary>These metrics, in whatever order; those that do not exist are left out.</summary>
    Task<IReadOnlyList<Metric>> FindManyAsync(IReadOnlyCollection<MetricId> ids, CancellationToken cancellationToken);

    /// <summary>The metrics with these numbers; those that are gone are left out.</summary>
    Task<IReadOnlyDictionary<int, Metric>> FindByNumbersAsync(IReadOnlyCollection<int> numbers, CancellationToken cancellationToken);

    /// <summary>Numbers of these metrics; those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<MetricId, int>> FindNumbersAsync(IReadOnlyCollection<MetricId> ids, CancellationToken cancellationToken);

    Task<Metric?> FindCustomAsync(MetricKey key, CancellationToken cancellationToken);

    /// <summary>Ids of the custom metrics with these keys; keys without a metric are left out.</summary>
    Task<IReadOnlyDictionary<MetricKey, MetricId>> FindCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    );

    /// <summary>How many custom metrics have this name, whatever their labels.</summary>
    Task<int> CountCustomAsync(string name, CancellationToken cancellationToken);

    /// <summary>The ids of all metrics that a filter selects, by number.</summary>
    Task<IReadOnlyDictionary<int, MetricId>> ListNumbersAsync(MetricFilter filter, CancellationToken cancellationToken);

    /// <summary>Metrics in list order, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Metric>> ListAsync(MetricFilter filter, MetricPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>How many metrics <see cref="ListAsync"/> lists in all.</summary>
    Task<long> CountAsync(MetricFilter filter, CancellationToken cancellationToken);

    /// <summary>Ids of the custom metrics with these keys, which are created where they do not exist.</summary>
    Task<IReadOnlyDictionary<MetricKey, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    );

    /// <summary>The same.</summary>
    /// <param name="automatic">Those that are to be monitored when they are created, see <see cref="IAutomaticModelStore"/>.</param>
    Task<IReadOnlyDictionary<MetricKey, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        IReadOnlySet<MetricKey> automatic,
        CancellationToken cancellationToken
    );

    /// <summary>The metric of a datasource that collects with this identity, see <see cref="NewMetric.Identity"/>.</summary>
    Task<Metric?> FindByIdentityAsync(Datasource datasource, string identity, CancellationToken cancellationToken);

    /// <summary>The metrics of a datasource that collects with these identities, by identity; those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<string, Metric>> FindByIdentitiesAsync(
        Datasource datasource,
        IReadOnlyCollection<string> identities,
        CancellationToken cancellationToken
    );

    /// <summary>Adds the metric; null when one with this identity (custom: key) exists already.</summary>
    /// <exception cref="Errors.DomainException">QuotaExceeded; nothing was added then.</exception>
    Task<Metric?> TryAddAsync(NewMetric metric, CancellationToken cancellationToken);

    /// <summary>Adds many with one statement. Those whose identity exists already are in neither list.</summary>
    /// <returns>What was added, and what the quota refused.</returns>
    Task<(IReadOnlyList<Metric> Added, IReadOnlyList<(NewMetric Metric, DomainException Refusal)> Refused)> AddManyAsync(
        IReadOnlyList<NewMetric> metrics,
        CancellationToken cancellationToken
    );

    /// <summary>All metrics counted by datasource and status, and the distinct resources of monitored ones.</summary>
    Task<(IReadOnlyList<MetricCount> Metrics, long Resources)> CountAsync(CancellationToken cancellationToken);

    /// <summary>Applies the change if generation, status and last row are still those of <paramref name="from"/>; null when they are not. The
    /// last row, because a model must not become active while rows it does not know of have no score.</summary>
    /// <exception cref="Errors.DomainException">QuotaExceeded, when an unmonitored metric was to be monitored.</exception>
    Task<Metric?> TryChangeAsync(Metric from, MetricChange change, CancellationToken cancellationToken);

    /// <summary>Says something else about the metric if its etag is still that of <paramref name="from"/>; null when it is not.</summary>
    /// <exception cref="Errors.DomainException">QuotaExceeded, when it is monitored and would be a resource more.</exception>
    Task<Metric?> TryDescribeAsync(Metric from, MetricDetails details, CancellationToken cancellationToken);

    /// <summary>Removes the metric with its rows and checkpoint; false when there was none.</summary>
    Task<bool> DeleteAsync(Metric metric, CancellationToken cancellationToken);

    /// <summary>Metrics with work that a stopped server left: a backlog to score or scores to clear.</summary>
    Task<IReadOnlyList<MetricId>> ListUnfinishedAsync(CancellationToken cancellationToken);
}
