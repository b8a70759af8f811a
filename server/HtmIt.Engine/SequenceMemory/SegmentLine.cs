using System.Runtime.InteropServices;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// One cache line of a segment: sixteen synapses, and, in a segment's first line, what else there is to know of it. A segment with more
/// synapses goes on in further lines.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal unsafe struct SegmentLine
{
    /// <summary>Synapses of a line.</summary>
    public const int Capacity = 16;

    /// <summary>The cells listened to.</summary>
    public fixed ushort Sources[Capacity];

    /// <summary>Permanences in 1/128.</summary>
    public fixed byte Permanences[Capacity];

    /// <summary>The line with the next sixteen synapses, where there are more than end here.</summary>
    public int Next;

    /// <summary>The row the segment was made or last reinforced in.</summary>
    public uint Reinforced;

    /// <summary>Synapses of the whole segment; 0 for one that is not in use.</summary>
    public byte Count;
}
