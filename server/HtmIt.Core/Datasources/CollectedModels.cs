using HtmIt.Core.Actors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>What models have in common whose samples the server fetches because they are monitored: without that there is no metric.
/// </summary>
public abstract class CollectedModels(IModelRuntime runtime) : IDatasourceModels
{
    public abstract Datasource Datasource { get; }

    public abstract void Check(ModelSpec spec, SpecFields at);

    public abstract Task<(Metric Metric, bool Created)> CreateAsync(ModelSpec spec, SpecFields at, CancellationToken cancellationToken);

    public virtual void CheckDelete(Metric metric) { }

    public virtual Task DeleteAsync(Metric metric, CancellationToken cancellationToken) =>
        runtime.DeleteAsync(metric.Id, cancellationToken);

    public virtual IAsyncEnumerable<ExportedModel> ExportAsync(Metric metric, ModelSpec spec, CancellationToken cancellationToken) =>
        new[] { new ExportedModel(spec, []) }.ToAsyncEnumerable();

    public virtual bool Understands(string? datasource, string? type) => datasource == Datasource.Name && type is null;

    public abstract ImportItem ReadImport(JsonFields fields);

    public virtual Task<(Metric Metric, bool Created)> ImportAsync(ImportItem item, CancellationToken cancellationToken)
    {
        var import = (ModelImport)item;
        return CreateAsync(import.Spec, import.Fields, cancellationToken);
    }

    public abstract Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken);

    public abstract Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken);
}
