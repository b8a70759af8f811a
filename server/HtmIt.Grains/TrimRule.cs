namespace HtmIt.Grains;

/// <summary>When memory is worth being collected. A collection costs as much as stays in memory, so that must not be more than a few times what
/// it frees: the dearer kind waits until as much has left as is still there.</summary>
internal sealed class TrimRule
{
    /// <summary>About 50 MB.</summary>
    private const int Fewest = 100;

    private const int CollectShare = 8;

    private int _sinceCollected;
    private int _sinceCompacted;

    /// <param name="left">Models that have left since the last call.</param>
    /// <param name="loaded">Models that are still there.</param>
    public Trim Decide(int left, int loaded)
    {
        _sinceCollected += left;
        _sinceCompacted += left;
        if (_sinceCompacted >= Math.Max(Fewest, loaded))
        {
            (_sinceCollected, _sinceCompacted) = (0, 0);
            return Trim.Compact;
        }
        if (_sinceCollected >= Math.Max(Fewest, loaded / CollectShare))
        {
            _sinceCollected = 0;
            return Trim.Collect;
        }
        return Trim.None;
    }
}
