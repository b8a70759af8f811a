namespace HtmIt.Engine.Reference;

/// <summary>
/// The half of the backtracking pooler that follows sequences with what has been learnt. When the present row does not fit, it looks for an
/// earlier row that could have begun a sequence leading here.
/// </summary>
internal sealed class BacktrackingInference(ReferenceBacktrackingParameters parameters, BacktrackingSegments segments)
{
    /// <summary>The rows that a sequence might still have begun with, oldest first, the present one last.</summary>
    private readonly List<IReadOnlyList<int>> _history = [];

    /// <summary>Running mean of the number of active columns.</summary>
    private double _density;

    public BacktrackingPrediction Prediction { get; private set; } = BacktrackingPrediction.Nothing;

    public IReadOnlyList<int> ActiveCells { get; private set; } = [];

    public void Step(IReadOnlyList<int> columns)
    {
        _density = _density == 0 ? columns.Count : (0.99 * _density) + (0.01 * columns.Count);
        if (_history.Count > parameters.InferenceBacktrack)
        {
            _history.RemoveAt(0);
        }

        _history.Add(columns);
        var inSequence = Activate(columns, Prediction, out var cells);
        if (inSequence && Predict(cells, out var prediction))
        {
            (ActiveCells, Prediction) = (cells, prediction);
            return;
        }

        Backtrack(cells);
    }

    /// <summary>Takes the earliest remembered row from which everything up to now follows. Without one, goes on with the bursting cells.</summary>
    private void Backtrack(List<int> cellsWithout)
    {
        for (var start = 0; start < _history.Count; start++)
        {
            if (Replay(start, out var cells, out var prediction))
            {
                (ActiveCells, Prediction) = (cells, prediction);
                _history.RemoveRange(0, start + 1);
                return;
            }
        }

        _history.Clear();
        ActiveCells = cellsWithout;
        Predict(cellsWithout, out var poor);
        Prediction = poor;
    }

    /// <summary>Plays the remembered rows from one that is taken for a start; false when the sequence breaks before the present.</summary>
    private bool Replay(int start, out List<int> cells, out BacktrackingPrediction prediction)
    {
        cells = [.. _history[start].Select(column => column * parameters.CellsPerColumn)];
        var inSequence = Predict(cells, out prediction);
        for (var row = start + 1; row < _history.Count && inSequence; row++)
        {
            inSequence = Activate(_history[row], prediction, out cells) && Predict(cells, out prediction);
        }

        return inSequence;
    }

    /// <summary>Phase 1: the predicted cells of an active column, or all of them. Whether at least half of the columns were predicted.</summary>
    private bool Activate(IReadOnlyList<int> columns, BacktrackingPrediction prediction, out List<int> cells)
    {
        cells = [];
        foreach (var column in columns)
        {
            var all = Enumerable.Range(column * parameters.CellsPerColumn, parameters.CellsPerColumn);
            cells.AddRange(prediction.Columns.Contains(column) ? all.Where(prediction.Cells.Contains) : all);
        }

        return columns.Count(prediction.Columns.Contains) >= 0.5 * columns.Count;
    }

    /// <summary>Phase 2: what the active cells predict. Whether that is enough columns for a row.</summary>
    private bool Predict(List<int> cells, out BacktrackingPrediction prediction)
    {
        var active = cells.ToHashSet();
        prediction = new([], [], []);
        foreach (var (segment, _) in segments.Matching(cells, parameters.ActivationThreshold))
        {
            var column = segments.ColumnOf(segment);
            prediction.ConfidentColumns.Add(column);
            if (IsActiveByConnected(segment, active))
            {
                prediction.Cells.Add(segment.Cell);
                prediction.Columns.Add(column);
            }
        }

        return prediction.Columns.Count >= 0.5 * _density;
    }

    private bool IsActiveByConnected(BacktrackingSegment segment, HashSet<int> active) =>
        segment.Synapses.Count(synapse => synapse.Permanence >= parameters.ConnectedPermanence && active.Contains(synapse.Source))
        >= parameters.ActivationThreshold;
}
