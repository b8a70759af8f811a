using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Changes what is said about a custom metric.</summary>
public sealed class UpdateMetric(IMetricStore metrics, DefaultResources resources)
{
    // Each further one needs another change in between.
    private const int Attempts = 5;

    private static readonly FieldPath At = FieldPath.Proto("metric");

    /// <param name="given">What the caller says.</param>
    /// <param name="change">Puts of it what is to change into what is said now.</param>
    /// <param name="etag">What the metric must be still; empty for whatever it is.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotFound, MetricNotCustom, MetricChanged, QuotaExceeded.</exception>
    public async Task<Metric> ExecuteAsync(
        MetricId id,
        MetricDetails given,
        Func<MetricDetails, MetricDetails> change,
        string etag,
        CancellationToken cancellationToken
    )
    {
        MetricDetailsRules.Check(given, At);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id);
            if (!metric.Datasource.TakesSamples)
            {
                throw MetricErrors.MetricNotCustom(id, metric.Datasource);
            }
            if (etag.Length > 0 && etag != metric.Etag)
            {
                break;
            }
            var details = CustomMetric.Complete(metric.Key, change(metric.Details), resources);
            if (await metrics.TryDescribeAsync(metric, details, cancellationToken) is { } changed)
            {
                return changed;
            }
        }
        throw MetricErrors.MetricChanged(id);
    }
}
