namespace HtmIt.Engine.Reference;

/// <summary>Moves the permanences of a segment of the backtracking pooler, and decides which synapses must go.</summary>
internal static class SegmentRoom
{
    /// <summary>The synapses of an updated segment that stay, in ascending order of their sources.</summary>
    public static List<ReferenceSynapse> Adapt(SegmentUpdate update, ReferenceBacktrackingParameters parameters)
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
            return alive;
        }

        return parameters.Room == RoomRule.Weakest
            ? FreeWeakest(alive, update, excess)
            : FreeAtStalePositions(alive, synapses, isActive, excess);
    }

    private static List<ReferenceSynapse> FreeWeakest(List<ReferenceSynapse> alive, SegmentUpdate update, int excess)
    {
        var freed = alive
            .OrderBy(synapse => update.ActiveSources.Contains(synapse.Source))
            .ThenBy(synapse => synapse.Permanence)
            .ThenBy(synapse => synapse.Source)
            .Take(excess)
            .ToHashSet();
        return [.. alive.Where(synapse => !freed.Contains(synapse))];
    }

    /// <summary>
    /// The reference closes the gaps of dead synapses in place, so beyond the new end of the array the old last ones are still to be seen; to
    /// free one of those frees nothing.
    /// </summary>
    private static List<ReferenceSynapse> FreeAtStalePositions(
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
        return [.. alive.Where((_, position) => !freed.Contains(position))];
    }
}
