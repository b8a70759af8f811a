namespace HtmIt.Engine.Reference;

/// <summary>
/// The half of the backtracking pooler that learns: it follows one cell a column through sequences of limited length, and notes for every
/// prediction what its segment shall learn if it comes true.
/// </summary>
internal sealed class BacktrackingLearning(
    ReferenceBacktrackingParameters parameters,
    BacktrackingSegments segments,
    IReferenceRandom random
)
{
    private readonly List<IReadOnlyList<int>> _history = [];

    /// <summary>By column: what to learn if the column comes on in the next row.</summary>
    private readonly Dictionary<int, SegmentUpdate> _queued = [];

    /// <summary>By column: the one cell that is predicted.</summary>
    private Dictionary<int, int> _predicted = [];

    private List<int> _active = [];
    private List<int> _previous = [];
    private int _patience = parameters.PamLength;
    private int _sequenceLength;
    private long _row;
    private int _synapseDraws;

    public IReadOnlyList<int> ActiveCells => _active;

    public void Step(IReadOnlyList<int> columns)
    {
        if (_history.Count > parameters.LearningBacktrack)
        {
            _history.RemoveAt(0);
        }

        _history.Add(columns);
        _previous = _active;
        ApplyQueued(columns);
        _patience = Math.Max(0, _patience - 1);
        _sequenceLength++;
        if (Activate(columns, learn: true))
        {
            _patience = parameters.PamLength;
        }

        if (_patience == 0 || _sequenceLength >= parameters.MaximumSequenceLength)
        {
            StartOver(columns);
        }

        Predict(learn: true);
        _row++;
    }

    private void StartOver(IReadOnlyList<int> columns)
    {
        _sequenceLength = Backtrack();
        if (_sequenceLength == 0)
        {
            _active = StartCells(columns);
            _history.Clear();
        }

        _patience = parameters.PamLength;
        _queued.Clear();
    }

    /// <summary>
    /// Looks for the earliest remembered row that, taken for a start, leads to the present one; then goes that way again, learning. Returns
    /// its length, or 0 if there is none.
    /// </summary>
    private int Backtrack()
    {
        var rows = _history.Count - 1;
        for (var start = 0; start < rows; start++)
        {
            if (Replay(start, learn: false))
            {
                // Learning on the way may break the sequence that it follows; the reference does not look.
                Replay(start, learn: true);
                _history.RemoveRange(0, start + 1);
                return rows - start;
            }
        }

        return 0;
    }

    private bool Replay(int start, bool learn)
    {
        _queued.Clear();
        _active = StartCells(_history[start]);
        for (var row = start + 1; row < _history.Count; row++)
        {
            Predict(learn);
            _previous = _active;
            if (learn)
            {
                ApplyQueued(_history[row]);
            }

            if (!Activate(_history[row], learn))
            {
                return false;
            }
        }

        return true;
    }

    private List<int> StartCells(IReadOnlyList<int> columns) => [.. columns.Select(column => column * parameters.CellsPerColumn)];

    private void ApplyQueued(IReadOnlyList<int> columns)
    {
        foreach (var column in columns)
        {
            if (_queued.TryGetValue(column, out var update))
            {
                segments.Apply(update);
            }
        }

        _queued.Clear();
    }

    /// <summary>Phase 1: one cell in each active column. Whether fewer than half of the columns came unpredicted.</summary>
    private bool Activate(IReadOnlyList<int> columns, bool learn)
    {
        _active = [];
        var unpredicted = 0;
        var previous = _previous.ToHashSet();
        foreach (var column in columns)
        {
            if (_predicted.TryGetValue(column, out var cell))
            {
                _active.Add(cell);
                continue;
            }

            unpredicted++;
            if (learn)
            {
                _active.Add(LearnUnpredicted(column, segments.BestOfColumn(column, previous, parameters.MinimumThreshold)));
            }
        }

        return unpredicted < columns.Count / 2;
    }

    /// <summary>The best matching segment, or a new one on a random cell, learns at once; its cell is the column's.</summary>
    private int LearnUnpredicted(int column, BacktrackingSegment? best)
    {
        var cell = best?.Cell ?? RandomCell(column);
        var update = UpdateOf(best, column, _previous);
        if (update.NewSources.Count + update.ActiveSources.Count > 0)
        {
            segments.Apply(best is null ? update with { Segment = segments.Add(cell) } : update);
        }

        return cell;
    }

    /// <summary>Never the first cell, which stands for the start of a sequence.</summary>
    private int RandomCell(int column)
    {
        var draw = new RandomDraw(_row, column, DrawPurpose.Cell, 0);
        return (column * parameters.CellsPerColumn) + 1 + random.Below(parameters.CellsPerColumn - 1, draw);
    }

    /// <summary>Phase 2: the best active segment of a column predicts its cell and notes what to learn.</summary>
    private void Predict(bool learn)
    {
        _predicted = [];
        foreach (var (column, segment) in segments.BestOfColumns(_active, parameters.ActivationThreshold).OrderBy(best => best.Key))
        {
            _predicted.Add(column, segment.Cell);
            if (learn)
            {
                _queued[column] = UpdateOf(segment, column, _active);
            }
        }
    }

    /// <summary>Learning cells that the segment does not know yet join those it knows, up to the usual number.</summary>
    private SegmentUpdate UpdateOf(BacktrackingSegment? segment, int column, List<int> active)
    {
        _synapseDraws = 0;
        var known = segment?.Synapses.Select(synapse => synapse.Source).ToHashSet() ?? [];
        var activeSources = active.Where(known.Contains).ToHashSet();
        var strangers = active.Where(cell => !known.Contains(cell)).ToList();
        return new(segment!, activeSources, Sample(strangers, parameters.NewSynapses - activeSources.Count, column));
    }

    /// <summary>
    /// So many of the cells, each set with equal chance, in one walk over them. A single one is chosen by a single draw instead, as in the
    /// reference.
    /// </summary>
    private List<int> Sample(List<int> cells, int wanted, int column)
    {
        if (wanted >= cells.Count)
        {
            return cells;
        }

        if (wanted == 1)
        {
            return [cells[random.Below(cells.Count, new(_row, column, DrawPurpose.Synapse, _synapseDraws++))]];
        }

        var taken = new List<int>();
        for (var i = 0; i < cells.Count && taken.Count < wanted; i++)
        {
            var draw = new RandomDraw(_row, column, DrawPurpose.Synapse, _synapseDraws++);
            if (random.Below(cells.Count - i, draw) < wanted - taken.Count)
            {
                taken.Add(cells[i]);
            }
        }

        return taken;
    }
}
