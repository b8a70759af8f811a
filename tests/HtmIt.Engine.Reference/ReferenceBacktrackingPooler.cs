namespace HtmIt.Engine.Reference;

/// <summary>
/// The backtracking temporal pooler, after the cortical learning algorithm of Hawkins, Ahmad and Dubinsky, "Hierarchical Temporal Memory
/// including HTM Cortical Learning Algorithms" (2011): two state machines over the same segments, one that follows sequences and one that
/// learns them. It gave the benchmark's published detector "numenta" (Ahmad, Lavin, Purdy and Agha, 2017).
/// </summary>
/// <remarks>
/// The published raw scores of "numenta" are reproduced in 363,718 of 365,558 rows and completely in 53 of 58 files. In the others single columns
/// differ from some row between 2,494 and 16,846 on.
///
/// Left out: the limit of segments a cell and what decides whom to drop then, which no file of the benchmark reaches, and what the published
/// settings switch off (decay, pooling, resets).
/// </remarks>
internal sealed class ReferenceBacktrackingPooler : IReferenceMemory
{
    private readonly BacktrackingSegments _segments;
    private readonly BacktrackingInference _inference;
    private readonly BacktrackingLearning _learning;

    public ReferenceBacktrackingPooler(ReferenceBacktrackingParameters parameters, IReferenceRandom random)
    {
        _segments = new(parameters);
        _inference = new(parameters, _segments);
        _learning = new(parameters, _segments, random);
    }

    /// <summary>All segments, by age.</summary>
    public IReadOnlyList<BacktrackingSegment> Segments => _segments.All;

    /// <summary>The cells that inference is in.</summary>
    public IReadOnlyList<int> ActiveCells => _inference.ActiveCells;

    /// <summary>The cells that learning is in.</summary>
    public IReadOnlyList<int> LearningCells => _learning.ActiveCells;

    public bool Predicts(int column) => _inference.Prediction.ConfidentColumns.Contains(column);

    public void Step(IReadOnlyList<int> activeColumns)
    {
        _inference.Step(activeColumns);
        _learning.Step(activeColumns);
    }
}
