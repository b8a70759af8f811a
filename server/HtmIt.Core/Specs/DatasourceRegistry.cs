namespace HtmIt.Core.Specs;

/// <summary>The datasources that this server has.</summary>
public sealed class DatasourceRegistry(IEnumerable<Datasource> datasources)
{
    private readonly Datasource[] _all = [.. datasources.OrderBy(one => one.Number)];

    /// <summary>All of them, by number.</summary>
    public IReadOnlyList<Datasource> All => _all;

    /// <summary>The one with this number, which the database has.</summary>
    public Datasource this[short number] => Find(number) ?? throw new InvalidOperationException($"There is no datasource {number}.");

    /// <summary>Null when there is none of this number.</summary>
    public Datasource? Find(int number) => Array.Find(_all, one => one.Number == number);

    /// <summary>Null when there is none of this name.</summary>
    public Datasource? Find(string name) => Array.Find(_all, one => one.Name == name);
}
