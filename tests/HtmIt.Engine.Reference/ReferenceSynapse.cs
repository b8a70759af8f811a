namespace HtmIt.Engine.Reference;

/// <summary>A connection from a cell to the segment that holds it.</summary>
internal sealed class ReferenceSynapse(int source, float permanence)
{
    /// <summary>The cell it comes from.</summary>
    public int Source { get; } = source;

    public float Permanence { get; set; } = permanence;
}
