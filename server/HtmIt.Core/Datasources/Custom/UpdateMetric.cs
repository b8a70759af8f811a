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

    /// <param name="change">Puts what the caller says into what is said now.</param>
    /// <param name="etag">What the metric must be still; empty for whatever it is.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotFound, MetricNotCustom, MetricChanged, QuotaExceeded.</exception>
    public async Task<Metric> ExecuteAsync(
        MetricId id,
        Func<MetricDetails, MetricDetails> change,
        string etag,
        CancellationToken cancellationToken
    )
    {
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
            var wanted = change(metric.Details);
            MetricDetailsRules.Check(Changed(wanted, metric.Details), At);
            var details = CustomMetric.Complete(metric.Key, wanted, resources);
            if (await metrics.TryDescribeAsync(metric, details, cancellationToken) is { } changed)
            {
                return changed;
            }
        }
        throw MetricErrors.MetricChanged(id);
    }

    /// <summary>What stays is nobody's fault: what the server makes of a key may be longer than what people may say, and comes back with all
    /// else from those who read a metric, change a field and write it.</summary>
    private static MetricDetails Changed(MetricDetails wanted, MetricDetails before) =>
        new()
        {
            Unit = wanted.Unit == before.Unit ? "" : wanted.Unit,
            Description = wanted.Description == before.Description ? "" : wanted.Description,
            Resource = wanted.Resource == before.Resource ? "" : wanted.Resource,
            UserInfo = wanted.UserInfo,
        };
}
