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
    DefineModel definitions,
    IModelRuntime runtime,
    ExportCustomModel export,
    ImportCustomSamples samples,
    CreateCustomModels createMany
) : IDatasourceModels
{
    public Datasource Datasource => CustomDatasource.Instance;

    public void Check(ModelSpec spec, SpecFields at) => ModelSpecRules.Check(spec, at);

    /// <summary>By its identity, so that one which was deleted meanwhile is not made again.</summary>
    public ModelSpec SpecOf(Metric metric) => new(new CustomMetricSpec(new MetricTarget.Identified(metric.Id)));

    public Task<(Metric Metric, bool Created)> CreateAsync(ModelSpec spec, SpecFields at, CancellationToken cancellationToken) =>
        CreateAsync(spec, MetricDetails.None, at, cancellationToken);

    private async Task<(Metric Metric, bool Created)> CreateAsync(
        ModelSpec spec,
        MetricDetails details,
        SpecFields at,
        CancellationToken cancellationToken
    )
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
            if (await TryAddAsync(spec, custom.Key, details, cancellationToken) is { } added)
            {
                return (added, true);
            }
            id = (await metrics.GetOrAddCustomAsync([custom.Key], cancellationToken))[custom.Key];
        }
        var created = await runtime.StartAsync(id, spec, cancellationToken);
        return (await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id), created);
    }

    public async Task<IReadOnlyList<ModelCreation>> CreateManyAsync(IReadOnlyList<ModelSpec> specs, CancellationToken cancellationToken)
    {
        var firsts = new Dictionary<MetricKey, ModelSpec>();
        foreach (var spec in specs)
        {
            if (KeyOf(spec) is { } key)
            {
                firsts.TryAdd(key, spec);
            }
        }
        var made = await createMany.ExecuteAsync(firsts, cancellationToken);
        var outcomes = new List<ModelCreation>(specs.Count);
        foreach (var spec in specs)
        {
            outcomes.Add(
                KeyOf(spec) is { } key && made.TryGetValue(key, out var outcome)
                    ? outcome with
                    {
                        // Of several items about one metric the first one made it.
                        Created = outcome.Created && firsts.Remove(key),
                    }
                    // Rows are stored already, or it is called by its name: a matter of its actor.
                    : await ModelCreation.OfAsync(() => CreateAsync(spec, SpecFields.Proto(Datasource), cancellationToken))
            );
        }
        return outcomes;
    }

    private static MetricKey? KeyOf(ModelSpec spec) =>
        ((CustomMetricSpec)spec.Metric).Target is MetricTarget.Keyed { Key: var key } ? key : null;

    public Task DeleteAsync(Metric metric, CancellationToken cancellationToken) => runtime.StopAsync(metric.Id, cancellationToken);

    public IAsyncEnumerable<ExportedModel> ExportAsync(Metric metric, ModelSpec spec, CancellationToken cancellationToken) =>
        export.ExecuteAsync(metric, spec, cancellationToken);

    public ImportItem ReadImport(JsonFields fields) => CustomDocument.Read(fields);

    public async Task<(Metric Metric, bool Created)> ImportAsync(ImportItem item, CancellationToken cancellationToken)
    {
        var import = (ModelImport)item;
        var (spec, at) = import;
        MetricDetailsRules.Check(import.Details, import.DetailsField);
        if (((CustomMetricSpec)spec.Metric).Target is MetricTarget.Keyed keyed)
        {
            Check(spec, at);
            var complete = CustomMetric.Complete(keyed.Key, import.Details, resources);
            if (await samples.ExecuteAsync(keyed.Key, complete, item, cancellationToken) is { } monitored)
            {
                return (monitored, false);
            }
        }
        return await CreateAsync(spec, import.Details, at, cancellationToken);
    }

    public Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken)
    {
        var import = (ModelImport)item;
        var (spec, at) = import;
        Check(spec, at);
        // Description and resource come whole from where the metric was, with what is usual there, and are taken as they are.
        var said = import.Details with
        {
            Description = "",
            Resource = "",
        };
        MetricDetailsRules.Check(said, import.DetailsField);
        return Task.FromResult<NewMetric?>(ToMetric(spec, ((CustomMetricSpec)spec.Metric).Key, said));
    }

    public Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a new metric and monitors it at once, so that nothing is left of one that the quota refuses; null when the metric
    /// exists.</summary>
    private async Task<Metric?> TryAddAsync(ModelSpec spec, MetricKey key, MetricDetails details, CancellationToken cancellationToken)
    {
        if (await metrics.FindCustomAsync(key, cancellationToken) is not null)
        {
            return null;
        }
        await limit.TakeOneAsync(cancellationToken);
        return await metrics.TryAddAsync(ToMetric(spec, key, details), cancellationToken);
    }

    private NewMetric ToMetric(ModelSpec spec, MetricKey key, MetricDetails details) =>
        CustomMetric.New(key, CustomMetric.Complete(key, details, resources)) with
        {
            Spec = spec,
            Definition = definitions.Of(spec),
        };
}
