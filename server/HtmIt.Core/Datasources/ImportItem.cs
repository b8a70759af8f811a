using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>A model to be imported. A datasource whose models need more than their spec derives its own.</summary>
public abstract record ImportItem
{
    public abstract Datasource Datasource { get; }

    /// <summary>Samples, where clients hand them in.</summary>
    public IReadOnlyList<Sample> Data { get; init; } = [];

    /// <summary>Where the writer of the item has the samples.</summary>
    public required FieldPath DataField { get; init; }
}
