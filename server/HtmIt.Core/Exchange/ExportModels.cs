using System.Runtime.CompilerServices;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Exports the definitions of models, custom ones with their samples of the last two weeks.</summary>
public sealed class ExportModels(IMetricStore metrics, DatasourceModels datasources)
{
    /// <summary>Exports these models, in this order, or all monitored ones when there are none.</summary>
    /// <exception cref="DomainException">ModelNotFound, MetricNotMonitored: of any, before the first part.</exception>
    public async IAsyncEnumerable<ExportedModel> ExecuteAsync(
        IReadOnlyList<MetricId> ids,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var chosen =
            ids.Count > 0
                ? (await FindAsync(ids, cancellationToken)).ToAsyncEnumerable()
                : metrics.ListAllAsync(new(OnlyMonitored: true), cancellationToken);
        await foreach (var metric in chosen)
        {
            if (metric.Spec is not { } spec)
            {
                continue;
            }
            await foreach (var part in datasources[metric.Datasource].ExportAsync(metric, spec, cancellationToken))
            {
                yield return part;
            }
        }
    }

    private async Task<IReadOnlyList<Metric>> FindAsync(IReadOnlyList<MetricId> ids, CancellationToken cancellationToken)
    {
        var found = new List<Metric>();
        foreach (var id in ids)
        {
            var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.ModelNotFound(id);
            found.Add(metric.IsMonitored ? metric : throw MetricErrors.MetricNotMonitored(id));
        }
        return found;
    }
}
