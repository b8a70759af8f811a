namespace HtmIt.Engine.Reference;

/// <summary>
/// Where the temporal memories get their random choices from. The generator of the reference answers in the order of the questions; one that
/// answers by a hash of what is asked gives the same choices in whatever order another implementation asks.
/// </summary>
internal interface IReferenceRandom
{
    /// <summary>A whole number in [0, count).</summary>
    int Below(int count, RandomDraw draw);
}
