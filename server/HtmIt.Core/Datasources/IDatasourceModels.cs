using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>The models of one datasource: all that is done to a model in a way of its own.</summary>
public interface IDatasourceModels
{
    Datasource Datasource { get; }

    /// <summary>Checks a spec before anything is created.</summary>
    /// <exception cref="DomainException">InvalidField, MetricNotSupported.</exception>
    void Check(ModelSpec spec, SpecFields at);

    /// <summary>The spec that monitors a metric which has no model.</summary>
    /// <exception cref="DomainException">MetricNotCustom: metrics of this datasource are gone with their models.</exception>
    ModelSpec SpecOf(Metric metric) => throw MetricErrors.MetricNotCustom(metric.Id, metric.Datasource);

    /// <returns>The metric, and whether this call began to monitor it; what is monitored already stays as it is.</returns>
    /// <exception cref="DomainException">What <see cref="Check"/> throws, and whatever is in the way.</exception>
    Task<(Metric Metric, bool Created)> CreateAsync(ModelSpec spec, SpecFields at, CancellationToken cancellationToken);

    /// <summary>Begins to monitor many, whose specs were checked. A refusal of one does not keep the others from it.</summary>
    /// <returns>What became of each, in order.</returns>
    async Task<IReadOnlyList<ModelCreation>> CreateManyAsync(IReadOnlyList<ModelSpec> specs, CancellationToken cancellationToken)
    {
        var outcomes = new List<ModelCreation>(specs.Count);
        foreach (var spec in specs)
        {
            outcomes.Add(await ModelCreation.OfAsync(() => CreateAsync(spec, SpecFields.Proto(Datasource), cancellationToken)));
        }
        return outcomes;
    }

    /// <summary>Refuses what is not to be unmonitored by itself.</summary>
    void CheckDelete(Metric metric) { }

    /// <summary>Unmonitors a metric.</summary>
    /// <exception cref="DomainException">What <see cref="CheckDelete"/> throws, MetricNotFound.</exception>
    Task DeleteAsync(Metric metric, CancellationToken cancellationToken);

    /// <summary>A monitored metric as exports describe it, in one part or several; nothing when it has been deleted meanwhile.</summary>
    IAsyncEnumerable<ExportedModel> ExportAsync(Metric metric, ModelSpec spec, CancellationToken cancellationToken);

    /// <summary>Whether an exported document is one of these models.</summary>
    /// <param name="datasource">Its field of that name.</param>
    /// <param name="type">Its field of that name, which only documents from before there were metric specs have.</param>
    bool Understands(string? datasource, string? type) => datasource == Datasource.Name && type is null;

    /// <summary>Reads such a document. What is wrong with it is noted in the fields.</summary>
    ImportItem ReadImport(JsonFields fields);

    /// <inheritdoc cref="CreateAsync"/>
    Task<(Metric Metric, bool Created)> ImportAsync(ImportItem item, CancellationToken cancellationToken);

    /// <summary>The metric that an item becomes, not added yet, for who brings its rows along. What it belongs to is made where it is missing.
    /// </summary>
    /// <param name="validateOnly">Makes nothing; null then where it would have to.</param>
    /// <exception cref="DomainException">What <see cref="Check"/> throws, and whatever is in the way.</exception>
    Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken);

    /// <summary>Has a metric collected that was added by itself.</summary>
    Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken);
}
