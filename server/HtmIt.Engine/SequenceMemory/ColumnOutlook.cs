namespace HtmIt.Engine.SequenceMemory;

/// <summary>What the matching segments of a column that is on now had foretold.</summary>
internal struct ColumnOutlook
{
    public const int None = -1;

    /// <summary>The cells that were predicted, as bits; 0 when the column was not expected.</summary>
    public uint Predicted;

    /// <summary>Most synapses on active cells that a segment of the column had.</summary>
    public int Support;

    /// <summary>Of the segments that predicted, the one with most connected synapses on active cells; its place in the matching ones.</summary>
    public int BestPredicting;

    /// <summary>Of all that matched, the one with most synapses on active cells; its place in the matching ones.</summary>
    public int BestMatching;

    /// <summary>Nothing foretold.</summary>
    public static ColumnOutlook Empty => new() { BestPredicting = None, BestMatching = None };

    /// <summary>The one that learns; none where a new segment is due.</summary>
    public readonly int Learner => Predicted != 0 ? BestPredicting : BestMatching;

    /// <summary>Takes the next of the column's matching segments, in the order of their numbers. Ties: lowest cell, then lowest segment.</summary>
    public void Add(ReadOnlySpan<MatchingSegment> matching, int place, int activationThreshold)
    {
        ref readonly var segment = ref matching[place];
        Support = Math.Max(Support, segment.Potential);
        if (
            BestMatching == None
            || segment.Potential > matching[BestMatching].Potential
            || (segment.Potential == matching[BestMatching].Potential && segment.Cell < matching[BestMatching].Cell)
        )
        {
            BestMatching = place;
        }

        if (segment.Connected < activationThreshold)
        {
            return;
        }

        Predicted |= 1u << (segment.Cell % TemporalMemory.CellsPerColumn);
        if (
            BestPredicting == None
            || segment.Connected > matching[BestPredicting].Connected
            || (segment.Connected == matching[BestPredicting].Connected && segment.Cell < matching[BestPredicting].Cell)
        )
        {
            BestPredicting = place;
        }
    }
}
