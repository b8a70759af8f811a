namespace HtmIt.Core.Data;

/// <summary>Work of one metric that waits while its actor is busy. Guarded by the session's lock.</summary>
internal sealed class IngestLane
{
    private readonly Queue<IngestWork> _waiting = new();
    private bool _running;

    /// <summary>Whether the caller must start the pump.</summary>
    public bool Enqueue(IngestWork work)
    {
        _waiting.Enqueue(work);
        if (_running)
        {
            return false;
        }
        return _running = true;
    }

    /// <summary>The next works, at least one, together at most <paramref name="maxSamples"/> samples if there are several; null ends the pump.</summary>
    public List<IngestWork>? Take(int maxSamples)
    {
        if (_waiting.Count == 0)
        {
            _running = false;
            return null;
        }
        var group = new List<IngestWork>();
        var samples = 0;
        while (_waiting.TryPeek(out var next) && (group.Count == 0 || samples + next.Samples.Count <= maxSamples))
        {
            group.Add(_waiting.Dequeue());
            samples += next.Samples.Count;
        }
        return group;
    }
}
