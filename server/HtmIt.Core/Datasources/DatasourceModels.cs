using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>Finds the models of a datasource.</summary>
public sealed class DatasourceModels(IEnumerable<IDatasourceModels> all)
{
    /// <summary>Of every datasource, by number.</summary>
    public IReadOnlyList<IDatasourceModels> All { get; } = [.. all.OrderBy(one => one.Datasource.Number)];

    public IDatasourceModels this[Datasource datasource] => All.First(one => one.Datasource == datasource);
}
