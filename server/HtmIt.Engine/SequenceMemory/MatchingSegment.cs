namespace HtmIt.Engine.SequenceMemory;

/// <summary>A segment that enough active cells excite: what the next row needs to know of it without looking at the segment itself.</summary>
/// <param name="Segment">Its number.</param>
/// <param name="Counts">Synapses on active cells in the low byte, connected ones among them in the high byte.</param>
/// <param name="Cell">The cell it belongs to.</param>
internal readonly record struct MatchingSegment(ushort Segment, ushort Counts, ushort Cell)
{
    /// <summary>Synapses on active cells.</summary>
    public int Potential => Counts & 0xFF;

    /// <summary>Connected synapses on active cells.</summary>
    public int Connected => Counts >> 8;
}
