namespace HtmIt.Engine.Reference;

/// <summary>All segments of a backtracking pooler, and which of them each cell feeds.</summary>
internal sealed class BacktrackingSegments(ReferenceBacktrackingParameters parameters)
{
    private readonly List<BacktrackingSegment> _all = [];

    /// <summary>By source cell, the ids of the segments with a synapse on it.</summary>
    private readonly List<int>?[] _fed = new List<int>?[parameters.Columns * parameters.CellsPerColumn];

    /// <summary>By column, its segments in the order of age.</summary>
    private readonly List<BacktrackingSegment>?[] _ofColumn = new List<BacktrackingSegment>?[parameters.Columns];

    private int[] _activity = [];

    public IReadOnlyList<BacktrackingSegment> All => _all;

    public int ColumnOf(BacktrackingSegment segment) => segment.Cell / parameters.CellsPerColumn;

    public BacktrackingSegment Add(int cell)
    {
        var segment = new BacktrackingSegment(_all.Count, cell);
        _all.Add(segment);
        (_ofColumn[ColumnOf(segment)] ??= []).Add(segment);
        return segment;
    }

    /// <summary>The segments with at least some number of synapses on active cells, oldest first, each with that number.</summary>
    public List<(BacktrackingSegment Segment, int Activity)> Matching(IEnumerable<int> activeCells, int threshold)
    {
        Array.Resize(ref _activity, _all.Count);
        Array.Clear(_activity);
        foreach (var cell in activeCells)
        {
            foreach (var id in _fed[cell] ?? [])
            {
                _activity[id]++;
            }
        }

        var matching = new List<(BacktrackingSegment, int)>();
        for (var id = 0; id < _activity.Length; id++)
        {
            if (_activity[id] >= threshold)
            {
                matching.Add((_all[id], _activity[id]));
            }
        }

        return matching;
    }

    /// <summary>The segment of each column with the most synapses on active cells, where that is at least some number.</summary>
    public Dictionary<int, BacktrackingSegment> BestOfColumns(IEnumerable<int> activeCells, int threshold) =>
        Matching(activeCells, threshold)
            .GroupBy(match => ColumnOf(match.Segment))
            .ToDictionary(column => column.Key, column => Best(column));

    /// <summary>
    /// The same for one column, but counted over the segments' own synapses instead of from the cells that feed them: a synapse that was cut
    /// off from its source counts here, as in the reference.
    /// </summary>
    public BacktrackingSegment? BestOfColumn(int column, HashSet<int> activeCells, int threshold)
    {
        var matching = (_ofColumn[column] ?? [])
            .Select(segment => (segment, Activity: segment.Synapses.Count(synapse => activeCells.Contains(synapse.Source))))
            .Where(match => match.Activity >= threshold)
            .ToList();
        return matching.Count == 0 ? null : Best(matching);
    }

    /// <summary>
    /// Among equals the highest cell and there the oldest segment: the reference walks up the cells and lets a later one with the same activity
    /// win, but not a later segment.
    /// </summary>
    private static BacktrackingSegment Best(IEnumerable<(BacktrackingSegment Segment, int Activity)> matching) =>
        matching.MaxBy(match => (match.Activity, match.Segment.Cell, -match.Segment.Id)).Segment;

    /// <summary>Strengthens what was active, weakens the rest, makes room if there is not enough, and connects what is new.</summary>
    public void Apply(SegmentUpdate update)
    {
        var segment = update.Segment;
        var adapted = SegmentRoom.Adapt(update, parameters);
        var added = update.NewSources.Select(source => new ReferenceSynapse(source, parameters.InitialPermanence));
        segment.Synapses = [.. adapted.Kept.Concat(added).OrderBy(synapse => synapse.Source)];
        foreach (var source in adapted.Cut)
        {
            _fed[source]!.Remove(segment.Id);
        }

        foreach (var source in update.NewSources)
        {
            (_fed[source] ??= []).Add(segment.Id);
        }
    }
}
