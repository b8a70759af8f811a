namespace HtmIt.Engine.Kernels;

/// <summary>A change of a segment's permanences in units of 1/128: what synapses on active cells gain and lose, what others lose.</summary>
internal readonly record struct SegmentStep(byte ActiveUp, byte ActiveDown, byte OtherDown, byte Connected)
{
    /// <summary>Permanence 1.0.</summary>
    public const byte One = 128;
}
