namespace HtmIt.Engine.Reference;

/// <summary>
/// The temporal memory of Hawkins and Ahmad, "Why Neurons Have Thousands of Synapses, a Theory of Sequence Memory in Neocortex" (2016), with
/// the reference's order of steps and of random choices. Cells are numbered column by column. Everything can be looked at, because faster
/// implementations are held against this one.
/// </summary>
internal sealed class ReferenceTemporalMemory(ReferenceTemporalMemoryParameters parameters, IReferenceRandom random) : IReferenceMemory
{
    /// <summary>
    /// What the reference takes for rounding when it compares permanences. Found by trial: with 1e-6 or none at all fewer published rows agree.
    /// </summary>
    private const float Epsilon = 1e-5f;

    /// <summary>A synapse with less than this goes.</summary>
    private const float Dead = 1e-6f;

    /// <summary>By cell; in the order of age.</summary>
    private readonly SortedDictionary<int, List<ReferenceSegment>> _segments = [];
    private readonly bool[] _isActive = new bool[parameters.Columns * parameters.CellsPerColumn];
    private readonly HashSet<int> _predictedColumns = [];

    /// <summary>By column, in the order of cells and then of age: the segments that are active or match after the last row.</summary>
    private ILookup<int, ReferenceSegment> _activeSegments = Array.Empty<ReferenceSegment>().ToLookup(_ => 0);
    private ILookup<int, ReferenceSegment> _matchingSegments = Array.Empty<ReferenceSegment>().ToLookup(_ => 0);

    private List<int> _activeCells = [];
    private List<int> _winnerCells = [];
    private List<int> _previousWinners = [];
    private int _cellDraws;
    private int _synapseDraws;

    /// <summary>Rows taken so far.</summary>
    public long Row { get; private set; }

    public IReadOnlyList<int> ActiveCells => _activeCells;

    public IReadOnlyList<int> WinnerCells => _winnerCells;

    /// <summary>All segments, by cell and then by age.</summary>
    public IEnumerable<ReferenceSegment> Segments => _segments.Values.SelectMany(segments => segments);

    public bool Predicts(int column) => _predictedColumns.Contains(column);

    /// <summary>Takes the active columns of the next row, in ascending order, and learns.</summary>
    public void Step(IReadOnlyList<int> activeColumns)
    {
        _previousWinners = _winnerCells;
        (_activeCells, _winnerCells) = ([], []);
        var on = activeColumns.ToHashSet();
        var concerned = activeColumns.Concat(_matchingSegments.Select(group => group.Key)).Distinct().Order();
        foreach (var column in concerned)
        {
            (_cellDraws, _synapseDraws) = (0, 0);
            if (!on.Contains(column))
            {
                Punish(column);
            }
            else if (_activeSegments.Contains(column))
            {
                ActivatePredicted(column);
            }
            else
            {
                Burst(column);
            }
        }

        CountActivity();
        Row++;
    }

    /// <summary>Cells with active segments become active and win, and all these segments learn.</summary>
    private void ActivatePredicted(int column)
    {
        foreach (var segment in _activeSegments[column])
        {
            if (_winnerCells.Count == 0 || _winnerCells[^1] != segment.Cell)
            {
                _activeCells.Add(segment.Cell);
                _winnerCells.Add(segment.Cell);
            }

            Learn(segment, segment.Potential);
        }
    }

    /// <summary>All cells become active; the one that comes nearest to a prediction wins, or else one with few segments.</summary>
    private void Burst(int column)
    {
        _activeCells.AddRange(Enumerable.Range(column * parameters.CellsPerColumn, parameters.CellsPerColumn));
        if (_matchingSegments[column].MaxBy(segment => segment.Potential) is { } best)
        {
            _winnerCells.Add(best.Cell);
            Learn(best, best.Potential);
            return;
        }

        var winner = LeastUsedCell(column);
        _winnerCells.Add(winner);
        if (_previousWinners.Count > 0)
        {
            Grow(NewSegment(winner), parameters.NewSynapses);
        }
    }

    private void Punish(int column)
    {
        foreach (var segment in _matchingSegments[column])
        {
            Adapt(segment, -parameters.PredictedSegmentDecrement, 0);
        }
    }

    private void Learn(ReferenceSegment segment, int potential)
    {
        Adapt(segment, parameters.PermanenceIncrement, -parameters.PermanenceDecrement);
        Grow(segment, parameters.NewSynapses - potential);
    }

    /// <summary>Moves permanences by whether the source was active in the row before; what falls to zero goes, and the segment with the last.</summary>
    private void Adapt(ReferenceSegment segment, float stepOfActive, float stepOfOthers)
    {
        foreach (var synapse in segment.Synapses)
        {
            var step = _isActive[synapse.Source] ? stepOfActive : stepOfOthers;
            synapse.Permanence = Math.Min(synapse.Permanence + step, parameters.MaximumPermanence);
        }

        segment.Synapses.RemoveAll(synapse => synapse.Permanence < Dead);
        if (segment.Synapses.Count == 0)
        {
            _segments[segment.Cell].Remove(segment);
        }
    }

    /// <summary>Connects the segment to previous winners that it does not have yet, drawn without replacement.</summary>
    private void Grow(ReferenceSegment segment, int wanted)
    {
        var candidates = _previousWinners.Except(segment.Synapses.Select(synapse => synapse.Source)).ToList();
        var count = Math.Min(wanted, candidates.Count);
        if (parameters.Eviction == EvictionRule.BeforehandSparingWinners && count > 0)
        {
            MakeRoom(segment, segment.Synapses.Count + count - parameters.MaximumSynapsesPerSegment, sparing: _previousWinners);
            count = Math.Min(count, parameters.MaximumSynapsesPerSegment - segment.Synapses.Count);
        }

        for (; count > 0; count--)
        {
            MakeRoom(segment, segment.Synapses.Count + 1 - parameters.MaximumSynapsesPerSegment, sparing: []);
            var draw = new RandomDraw(Row, segment.Cell / parameters.CellsPerColumn, DrawPurpose.Synapse, _synapseDraws++);
            var index = random.Below(candidates.Count, draw);
            segment.Synapses.Add(new ReferenceSynapse(candidates[index], parameters.InitialPermanence));
            candidates.RemoveAt(index);
        }
    }

    /// <summary>Drops the weakest synapses.</summary>
    private static void MakeRoom(ReferenceSegment segment, int count, IReadOnlyList<int> sparing)
    {
        for (; count > 0 && Weakest(segment, sparing) is { } weakest; count--)
        {
            segment.Synapses.Remove(weakest);
        }
    }

    /// <summary>The synapse with the lowest permanence; the oldest among those that the reference takes for equal.</summary>
    private static ReferenceSynapse? Weakest(ReferenceSegment segment, IReadOnlyList<int> sparing)
    {
        ReferenceSynapse? weakest = null;
        foreach (var synapse in segment.Synapses)
        {
            if ((weakest is null || synapse.Permanence < weakest.Permanence - Epsilon) && !sparing.Contains(synapse.Source))
            {
                weakest = synapse;
            }
        }

        return weakest;
    }

    private int LeastUsedCell(int column)
    {
        var cells = Enumerable.Range(column * parameters.CellsPerColumn, parameters.CellsPerColumn);
        var least = cells.Min(SegmentCount);
        var candidates = cells.Where(cell => SegmentCount(cell) == least).ToList();
        return candidates[random.Below(candidates.Count, new RandomDraw(Row, column, DrawPurpose.Cell, _cellDraws++))];
    }

    private int SegmentCount(int cell) => _segments.TryGetValue(cell, out var segments) ? segments.Count : 0;

    private List<ReferenceSegment> SegmentsOf(int cell)
    {
        if (!_segments.TryGetValue(cell, out var segments))
        {
            _segments.Add(cell, segments = []);
        }

        return segments;
    }

    private ReferenceSegment NewSegment(int cell)
    {
        var segments = SegmentsOf(cell);
        if (segments.Count == parameters.MaximumSegmentsPerCell)
        {
            segments.Remove(segments.MinBy(segment => segment.LastActiveRow)!);
        }

        var segment = new ReferenceSegment(cell, Row);
        segments.Add(segment);
        return segment;
    }

    /// <summary>Prepares the next row: which segments do the cells that are active now make active or matching?</summary>
    private void CountActivity()
    {
        Array.Clear(_isActive);
        _activeCells.ForEach(cell => _isActive[cell] = true);
        var matching = new List<ReferenceSegment>();
        foreach (var segment in Segments)
        {
            segment.Count(_isActive, parameters.ConnectedPermanence - Epsilon);
            if (segment.Potential >= parameters.MinimumThreshold)
            {
                matching.Add(segment);
            }
        }

        var active = matching.Where(segment => segment.Connected >= parameters.ActivationThreshold).ToList();
        active.ForEach(segment => segment.LastActiveRow = Row);
        _matchingSegments = matching.ToLookup(segment => segment.Cell / parameters.CellsPerColumn);
        _activeSegments = active.ToLookup(segment => segment.Cell / parameters.CellsPerColumn);
        _predictedColumns.Clear();
        _predictedColumns.UnionWith(active.Select(segment => segment.Cell / parameters.CellsPerColumn));
    }
}
