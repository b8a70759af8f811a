namespace HtmIt.Engine.Reference;

/// <summary>One segment of the backtracking pooler.</summary>
internal sealed class BacktrackingSegment(int id, int cell)
{
    /// <summary>Position among all segments, in the order of age.</summary>
    public int Id { get; } = id;

    /// <summary>The cell that owns it.</summary>
    public int Cell { get; } = cell;

    /// <summary>In ascending order of their sources.</summary>
    public List<ReferenceSynapse> Synapses { get; set; } = [];
}
