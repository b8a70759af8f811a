using System.Text.Json.Nodes;
using HtmIt.Core.Log;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>A model as it leaves the server, or a part of one: what is long comes in parts. A datasource whose models need more than their
/// spec to be made again derives its own.</summary>
/// <param name="Spec">What it is monitored with.</param>
/// <param name="Data">Samples, ascending in time, where clients hand them in; empty for others.</param>
public record ExportedModel(ModelSpec Spec, IReadOnlyList<Sample> Data)
{
    /// <summary>Whether these are further samples of the model before.</summary>
    public bool IsContinuation { get; init; }

    /// <summary>The definition in the original's layout.</summary>
    public virtual JsonObject WriteDefinition() => ModelSpecJson.ToJson(Spec);
}
