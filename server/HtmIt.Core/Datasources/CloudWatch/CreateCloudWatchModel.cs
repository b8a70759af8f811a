using System.Globalization;
using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Monitors a CloudWatch metric. Whether the resource exists is not asked: one that does not simply has no data.</summary>
public sealed class CreateCloudWatchModel(IMetricStore metrics, IAwsRegions regions, ResourceNames names, ICollectors collectors)
{
    public async Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, CancellationToken cancellationToken)
    {
        var metric = (CloudWatchMetricSpec)spec.Metric;
        var supported = Check(spec, metric);
        if (await metrics.FindByIdentityAsync(metric.Identity, cancellationToken) is { } monitored)
        {
            return (monitored, false);
        }
        var resource = metric.Dimensions[supported.Type.Dimension];
        var added = await metrics.TryAddAsync(
            new(
                MetricId.New(),
                Datasource.CloudWatch,
                $"{metric.Namespace}/{metric.Metric}",
                string.Format(CultureInfo.InvariantCulture, supported.Type.Description, metric.Metric, resource, metric.Region),
                metric.Server
            )
            {
                Location = metric.Region,
                TagName = await names.FindAsync(metric.Scope, supported.Type, resource, cancellationToken),
                Identity = metric.Identity,
                Spec = spec,
                Definition = RangeRules.Define(spec),
            },
            cancellationToken
        );
        if (added is null)
        {
            var other = await metrics.FindByIdentityAsync(metric.Identity, cancellationToken);
            return (other ?? throw DomainErrors.StorageUnavailable(), false);
        }
        await collectors.WakeAsync(metric.Scope, cancellationToken);
        return (added, true);
    }

    /// <exception cref="DomainException">InvalidField, MetricNotSupported.</exception>
    public CatalogueMetric Check(ModelSpec spec, CloudWatchMetricSpec metric)
    {
        ModelSpecRules.Check(spec);
        if (!regions.Contains(metric.Region))
        {
            throw DomainErrors.InvalidField("spec.cloudwatch.region", metric.Region, "must be a region of AWS; ListRegions names them");
        }
        if (metric.Account.Length > 0 && !regions.Accounts.Contains(metric.Account))
        {
            throw DomainErrors.InvalidField("spec.cloudwatch.account", metric.Account, "must be an account of the server's settings");
        }
        return metric.Supported
            ?? throw DatasourceErrors.MetricNotSupported(
                "spec.cloudwatch.metric_name",
                $"{metric.Namespace}/{metric.Metric} by {string.Join(", ", metric.Dimensions.Keys)}",
                "must be a metric of the catalogue, with exactly the dimension it has there; ListNamespaces names them"
            );
    }
}
