namespace HtmIt.Engine.Reference;

/// <summary>What the backtracking pooler expects next.</summary>
/// <param name="Cells">Cells with a segment that is active by connected synapses.</param>
/// <param name="Columns">Their columns.</param>
/// <param name="ConfidentColumns">Columns with a segment that is active by synapses of any permanence: these make the raw score.</param>
internal sealed record BacktrackingPrediction(HashSet<int> Cells, HashSet<int> Columns, HashSet<int> ConfidentColumns)
{
    public static BacktrackingPrediction Nothing { get; } = new([], [], []);
}
