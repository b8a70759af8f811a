namespace HtmIt.Engine.Reference;

/// <summary>How a full segment of the backtracking pooler makes room for new synapses. Releases of NuPIC differ in it.</summary>
internal enum RoomRule
{
    /// <summary>The weakest synapses go, first those whose source was inactive.</summary>
    Weakest,

    /// <summary>
    /// The same with a fault of releases before 2017, which the published NAB rows contain: which synapses were active is noted by position
    /// before the dead ones are removed, and the positions are used after.
    /// </summary>
    StalePositions,
}
