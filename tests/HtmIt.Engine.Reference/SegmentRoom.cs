namespace HtmIt.Engine.Reference;

/// <summary>Moves the permanences of a segment of the backtracking pooler, and decides which synapses must go.</summary>
internal static class SegmentRoom
{
    /// <summary>Which synapses stay after the update, before the new ones join them.</summary>
    public static AdaptedSynapses Adapt(SegmentUpdate update, ReferenceBacktrackingParameters parameters)
    {
        var synapses = update.Segment.Synapses;
        var isActive = synapses.Select(synapse => update.ActiveSources.Contains(synapse.Source)).ToList();
        for (var i = 0; i < synapses.Count; i++)
        {
            synapses[i].Permanence = isActive[i]
                ? Math.Min(synapses[i].Permanence + parameters.PermanenceIncrement, parameters.MaximumPermanence)
                : synapses[i].Permanence - parameters.PermanenceDecrement;
        }

        var alive = synapses.Where(synapse => synapse.Permanence > 0).ToList();
        var excess = alive.Count + update.NewSources.Count - parameters.MaximumSynapsesPerSegment;
        if (excess <= 0)
        {
            return Split(synapses, alive.ToHashSet());
        }

        return parameters.Room == RoomRule.Weakest
            ? Split(synapses, KeepStrongest(alive, update, excess))
            : FreeAtStalePositions(alive, synapses, isActive, excess);
    }

    private static AdaptedSynapses Split(List<ReferenceSynapse> synapses, HashSet<ReferenceSynapse> kept) =>
        new([.. synapses.Where(kept.Contains)], [.. synapses.Where(synapse => !kept.Contains(synapse)).Select(synapse => synapse.Source)]);

    private static HashSet<ReferenceSynapse> KeepStrongest(List<ReferenceSynapse> alive, SegmentUpdate update, int excess) =>
        alive
            .OrderBy(synapse => update.ActiveSources.Contains(synapse.Source))
            .ThenBy(synapse => synapse.Permanence)
            .ThenBy(synapse => synapse.Source)
            .Skip(excess)
            .ToHashSet();

    /// <summary>
    /// The reference closes the gaps of dead synapses in place, so beyond the new end of the array the old last ones are still to be seen. To
    /// free one of those leaves its living twin in the segment, where it goes on learning, but cuts it off from its source: its activity no
    /// longer counts towards a prediction.
    /// </summary>
    private static AdaptedSynapses FreeAtStalePositions(
        List<ReferenceSynapse> alive,
        List<ReferenceSynapse> before,
        List<bool> wasActive,
        int excess
    )
    {
        var memory = alive.Concat(before.Skip(alive.Count)).ToList();
        var freed = Enumerable
            .Range(0, before.Count)
            .OrderBy(position => wasActive[position])
            .ThenBy(position => memory[position].Permanence)
            .ThenBy(position => position)
            .Take(excess)
            .ToHashSet();
        var dead = before.Where(synapse => synapse.Permanence <= 0).Select(synapse => synapse.Source);
        return new(
            [.. alive.Where((_, position) => !freed.Contains(position))],
            [.. dead.Union(freed.Select(position => memory[position].Source))]
        );
    }
}
