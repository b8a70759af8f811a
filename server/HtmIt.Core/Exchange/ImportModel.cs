using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Imports one model. Importing again what is monitored changes nothing.</summary>
public sealed class ImportModel(DatasourceModels datasources)
{
    /// <returns>The metric, and whether this call began to monitor it.</returns>
    /// <exception cref="DomainException">InvalidField with the fields as the item calls them, and whatever creating a model may throw.
    /// </exception>
    public Task<(Metric Metric, bool Created)> ExecuteAsync(ImportItem item, CancellationToken cancellationToken) =>
        datasources[item.Datasource].ImportAsync(item, cancellationToken);
}
