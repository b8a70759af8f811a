using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>A model to be imported of which the spec says everything.</summary>
/// <param name="Fields">Where the writer of the item has the parts of the spec.</param>
public sealed record ModelImport(ModelSpec Spec, SpecFields Fields) : ImportItem
{
    public override Datasource Datasource => Spec.Datasource;
}
