using HtmIt.Core.Aws;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Collecting;

/// <summary>What the collector notes and asks about metrics. Each method is one transaction.</summary>
public interface ICollectedMetrics
{
    /// <summary>The accounts and regions that the specs of a datasource's monitored metrics name.</summary>
    Task<IReadOnlyList<AwsScope>> ListScopesAsync(Datasource datasource, CancellationToken cancellationToken);

    /// <summary>How many metrics of a datasource are monitored, by their periods in seconds.</summary>
    Task<IReadOnlyDictionary<int, long>> CountMonitoredAsync(Datasource datasource, CancellationToken cancellationToken);

    /// <summary>Notes the names that people gave resources, with the metrics of a datasource that are of them.</summary>
    Task SetTagNamesAsync(
        Datasource datasource,
        IReadOnlyCollection<(ResourceId Resource, string Name)> names,
        CancellationToken cancellationToken
    );

    /// <summary>Notes that collecting fails, or with null that it works again.</summary>
    Task SetCollectorErrorAsync(IReadOnlyCollection<MetricId> ids, CollectorError? error, CancellationToken cancellationToken);
}
