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

    public Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, CancellationToken cancellationToken) =>
        datasources[spec.Datasource].CreateAsync(spec, SpecFields.Proto(spec.Datasource), cancellationToken);
}
