namespace HtmIt.Engine.Reference;

/// <summary>The constants of the backtracking pooler; the defaults are those of the published detector "numenta".</summary>
internal sealed record ReferenceBacktrackingParameters
{
    public int Columns { get; init; } = 2048;

    public int CellsPerColumn { get; init; } = 32;

    /// <summary>Synapses on active cells that make a segment active; for a prediction they must be connected.</summary>
    public int ActivationThreshold { get; init; } = 13;

    /// <summary>Synapses on active cells that make a segment fit to learn in a column that nobody predicted.</summary>
    public int MinimumThreshold { get; init; } = 10;

    public float MaximumPermanence { get; init; } = 1;

    public float InitialPermanence { get; init; } = 0.21f;

    public float ConnectedPermanence { get; init; } = 0.5f;

    public float PermanenceIncrement { get; init; } = 0.1f;

    public float PermanenceDecrement { get; init; } = 0.1f;

    /// <summary>Active synapses that learning brings a segment up to.</summary>
    public int NewSynapses { get; init; } = 20;

    public int MaximumSynapsesPerSegment { get; init; } = 32;

    /// <summary>Rows out of sequence that learning forgives.</summary>
    public int PamLength { get; init; } = 3;

    /// <summary>Rows after which learning starts a new sequence.</summary>
    public int MaximumSequenceLength { get; init; } = 32;

    /// <summary>Rows before the present one that inference goes back at most when it is lost.</summary>
    public int InferenceBacktrack { get; init; } = 10;

    /// <summary>The same for learning.</summary>
    public int LearningBacktrack { get; init; } = 5;

    public RoomRule Room { get; init; } = RoomRule.Weakest;
}
