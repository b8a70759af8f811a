using HtmIt.Core.Actors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Models of custom metrics. The metric is made where there is none, and stays when it is unmonitored.</summary>
public sealed class CustomModels(
    IMetricStore metrics,
    NewMetricLimit limit,
    DefaultResources resources,
    IModelRuntime runtime,
    ExportCustomModel export,
    ImportCustomSamples samples
) : IDatasourceModels
{
    public Datasource Datasource => CustomDatasource.Instance;

    public void Check(ModelSpec spec, SpecFields at) => ModelSpecRules.Check(spec, at);

    /// <summary>By its identity, so that one which was deleted meanwhile is not made again.</summary>
    public ModelSpec SpecOf(Metric metric) => new(new CustomMetricSpec(new MetricTarget.Identified(metric.Id)));

    public async Task<(Metric Metric, bool Created)> CreateAsync(ModelSpec spec, SpecFields at, CancellationToken cancellationToken)
    {
        Check(spec, at);
        var custom = (CustomMetricSpec)spec.Metric;
        MetricId id;
        if (custom.Target is MetricTarget.Identified identified)
        {
            id = identified.Id;
            var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id);
            spec = spec with { Metric = custom with { Target = new MetricTarget.Keyed(metric.Key) } };
        }
        else
        {
            if (await TryAddAsync(spec, custom, cancellationToken) is { } added)
            {
                return (added, true);
            }
            id = (await metrics.GetOrAddCustomAsync([custom.Key], cancellationToken))[custom.Key];
        }
        var created = await runtime.StartAsync(id, spec, cancellationToken);
        return (await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id), created);
    }

    public Task DeleteAsync(Metric metric, CancellationToken cancellationToken) => runtime.StopAsync(metric.Id, cancellationToken);

    public IAsyncEnumerable<ExportedModel> ExportAsync(Metric metric, ModelSpec spec, CancellationToken cancellationToken) =>
        export.ExecuteAsync(metric, spec, cancellationToken);

    public ImportItem ReadImport(JsonFields fields) => CustomDocument.Read(fields);

    public async Task<(Metric Metric, bool Created)> ImportAsync(ImportItem item, CancellationToken cancellationToken)
    {
        var (spec, at) = (ModelImport)item;
        if (((CustomMetricSpec)spec.Metric).Target is MetricTarget.Keyed keyed)
        {
            Check(spec, at);
            if (await samples.ExecuteAsync(keyed.Key, spec, item, cancellationToken) is { } monitored)
            {
                return (monitored, false);
            }
        }
        return await CreateAsync(spec, at, cancellationToken);
    }

    public Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken)
    {
        var (spec, at) = (ModelImport)item;
        Check(spec, at);
        return Task.FromResult<NewMetric?>(ToMetric(spec, (CustomMetricSpec)spec.Metric));
    }

    public Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a new metric and monitors it at once, so that nothing is left of one that the quota refuses; null when the metric
    /// exists.</summary>
    private async Task<Metric?> TryAddAsync(ModelSpec spec, CustomMetricSpec custom, CancellationToken cancellationToken)
    {
        if (await metrics.FindCustomAsync(custom.Key, cancellationToken) is not null)
        {
            return null;
        }
        await limit.TakeOneAsync(cancellationToken);
        return await metrics.TryAddAsync(ToMetric(spec, custom), cancellationToken);
    }

    private NewMetric ToMetric(ModelSpec spec, CustomMetricSpec custom) =>
        CustomMetric.New(custom.Key, custom.ResourceOr(resources.Of(custom.Key))) with
        {
            Spec = spec,
            Definition = RangeRules.Define(spec),
        };
}
