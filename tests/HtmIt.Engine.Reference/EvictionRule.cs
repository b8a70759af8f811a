namespace HtmIt.Engine.Reference;

/// <summary>How a full segment makes room for new synapses. Releases of NuPIC differ in it.</summary>
internal enum EvictionRule
{
    /// <summary>Before each new synapse the weakest one goes, whatever its source (up to 0.6, and the published NAB rows).</summary>
    OneByOne,

    /// <summary>The needed number goes beforehand, the weakest first, but none whose source is a winner of the row before.</summary>
    BeforehandSparingWinners,
}
