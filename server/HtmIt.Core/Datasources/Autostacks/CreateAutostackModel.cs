using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Monitors a metric of an autostack, which begins to be collected.</summary>
public sealed class CreateAutostackModel(IAutostackStore autostacks, IMetricStore metrics, ICollectors collectors)
{
    // Each further one needs the metric to be deleted in between.
    private const int Attempts = 3;

    /// <param name="metricField">Where the caller named the metric, for the refusal.</param>
    /// <returns>The metric, and whether this call made it; what is monitored already stays as it is.</returns>
    /// <exception cref="DomainException">InvalidField, MetricNotSupported, AutostackNotFound.</exception>
    public async Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, string metricField, CancellationToken cancellationToken)
    {
        var wanted = (AutostackMetricSpec)spec.Metric;
        var kind = Check(spec, wanted, metricField);
        var autostack =
            await autostacks.FindAsync(wanted.Autostack, cancellationToken) ?? throw AutostackErrors.AutostackNotFound(wanted.Autostack);
        var added = ToMetric(spec, wanted, kind, autostack);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await metrics.FindByIdentityAsync(wanted.Identity, cancellationToken) is { } existing)
            {
                return (existing, false);
            }
            if (await metrics.TryAddAsync(added, cancellationToken) is { } metric)
            {
                await collectors.WakeAsync(new(autostack.Account, autostack.Region), cancellationToken);
                return (metric, true);
            }
        }
        throw DomainErrors.StorageUnavailable();
    }

    /// <param name="metricField">Where the caller named the metric, for the refusal.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotSupported.</exception>
    public static AutostackMetric Check(ModelSpec spec, AutostackMetricSpec wanted, string metricField)
    {
        ModelSpecRules.Check(spec);
        return wanted.Supported ?? throw NotSupported(metricField, wanted);
    }

    private static NewMetric ToMetric(ModelSpec spec, AutostackMetricSpec wanted, AutostackMetric kind, Autostack autostack) =>
        new(
            MetricId.New(),
            Datasource.Autostack,
            $"{kind.Namespace}/{kind.Name}",
            $"{kind.Name} on HTM-IT Autostack {autostack.Name} in {autostack.Region} region",
            wanted.Server
        )
        {
            Location = autostack.Region,
            TagName = autostack.Name,
            PollIntervalSeconds = wanted.PeriodSeconds ?? CatalogueMetric.PeriodSeconds,
            Identity = wanted.Identity,
            Autostack = autostack.Id,
            Spec = spec,
            Definition = RangeRules.Define(spec),
        };

    private static DomainException NotSupported(string field, AutostackMetricSpec wanted)
    {
        var name = $"{wanted.Namespace}/{wanted.Metric}";
        if (AutostackMetric.All.FirstOrDefault(metric => $"{metric.Namespace}/{metric.Name}" == name) is { } other)
        {
            return DatasourceErrors.MetricNotSupported(field, name, $"comes from {other.Slave.Name()}, not from {wanted.Slave.Name()}");
        }

        var supported = AutostackMetric.All.Select(metric => $"{metric.Namespace}/{metric.Name}");
        return DatasourceErrors.MetricNotSupported(field, name, $"must be one of {string.Join(", ", supported)}");
    }
}
