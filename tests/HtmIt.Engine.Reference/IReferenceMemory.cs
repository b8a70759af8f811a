namespace HtmIt.Engine.Reference;

/// <summary>A sequence memory: learns which columns follow which, and says which come next.</summary>
internal interface IReferenceMemory
{
    /// <summary>Whether the last row makes this column expected.</summary>
    bool Predicts(int column);

    /// <summary>Takes the active columns of the next row, in ascending order, and learns.</summary>
    void Step(IReadOnlyList<int> activeColumns);
}
