using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>Monitors a metric of any datasource. Monitoring what is monitored already returns it unchanged.</summary>
public sealed class CreateModel(DatasourceModels datasources)
{
    /// <summary>Checks the form of a spec; whether what it names exists is another matter.</summary>
    /// <param name="at">Where the caller has the spec.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotSupported.</exception>
    public void Check(ModelSpec spec, string at) => datasources[spec.Datasource].Check(spec, SpecFields.Proto(spec.Datasource, at));

    /// <summary>Monitors many, whose specs were checked; those of a datasource together.</summary>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<ModelCreation>> ExecuteManyAsync(IReadOnlyList<ModelSpec> specs, CancellationToken cancellationToken)
    {
        var outcomes = new ModelCreation[specs.Count];
        foreach (var group in specs.Index().GroupBy(one => one.Item.Datasource))
        {
            var part = group.ToArray();
            var created = await datasources[group.Key].CreateManyAsync(Array.ConvertAll(part, one => one.Item), cancellationToken);
            foreach (var (one, outcome) in part.Zip(created))
            {
                outcomes[one.Index] = outcome;
            }
        }
        return outcomes;
    }

    public Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, CancellationToken cancellationToken) =>
        datasources[spec.Datasource].CreateAsync(spec, SpecFields.Proto(spec.Datasource), cancellationToken);
}
