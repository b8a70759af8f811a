namespace HtmIt.Storage.Samples;

/// <summary>What the writer knows of the database without asking it.</summary>
internal sealed class WriteState(TimeProvider time)
{
    /// <summary>A group that was given up counts so long: its senders are about to send again.</summary>
    private static readonly TimeSpan FaultCounts = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long? _succeeded;
    private long? _failed;
    private bool _isTriedAgain;

    /// <summary>Whether a group that failed is being tried again, or was given up just now.</summary>
    public bool IsFailing
    {
        get
        {
            lock (_lock)
            {
                return _isTriedAgain || IsWithin(_failed, FaultCounts);
            }
        }
    }

    /// <summary>When the last commit succeeded; null when none has yet.</summary>
    public long? LastSuccess
    {
        get
        {
            lock (_lock)
            {
                return _succeeded;
            }
        }
    }

    public bool HasCommittedWithin(TimeSpan span)
    {
        lock (_lock)
        {
            return IsWithin(_succeeded, span);
        }
    }

    public void Succeed()
    {
        lock (_lock)
        {
            (_succeeded, _failed, _isTriedAgain) = (time.GetTimestamp(), null, false);
        }
    }

    public void Fail()
    {
        lock (_lock)
        {
            (_failed, _isTriedAgain) = (time.GetTimestamp(), true);
        }
    }

    public void GiveUp()
    {
        lock (_lock)
        {
            _isTriedAgain = false;
        }
    }

    private bool IsWithin(long? at, TimeSpan span) => at is { } stamp && time.GetElapsedTime(stamp) < span;
}
