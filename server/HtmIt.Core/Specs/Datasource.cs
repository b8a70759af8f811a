using System.Text.Json.Nodes;

namespace HtmIt.Core.Specs;

/// <summary>Where the samples of metrics come from: what every part of the service needs to know of it. There is one instance of each.
/// </summary>
/// <param name="number">Its number in the database and on the wire; never changes.</param>
/// <param name="name">Its name in specs and documents; never changes.</param>
public abstract class Datasource(short number, string name)
{
    public short Number => number;

    public string Name => name;

    /// <summary>Whether clients hand in the samples; else the server fetches them, and nobody else may add any.</summary>
    public virtual bool TakesSamples => false;

    /// <summary>Whether its models may be made from all of the engine's parameters.</summary>
    public virtual bool TakesCompleteParams => false;

    /// <summary>Reads what <see cref="MetricSpec.Write"/> has written.</summary>
    public abstract MetricSpec ReadSpec(JsonObject json);

    public override string ToString() => name;
}
