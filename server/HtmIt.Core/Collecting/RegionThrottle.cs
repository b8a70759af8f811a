namespace HtmIt.Core.Collecting;

/// <summary>Keeps away from an account and region that said that calls are too many: twice as long each time, up to five minutes, with
/// jitter. Shared by all that call CloudWatch there; safe for calls side by side.</summary>
public sealed class RegionThrottle(TimeProvider time)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private TimeSpan _pause = Shortest;

    /// <summary>When the next call may be made.</summary>
    public DateTimeOffset Until
    {
        get
        {
            lock (_lock)
            {
                return _until;
            }
        }
    }

    public bool IsPaused => time.GetUtcNow() < Until;

    /// <summary>A call was turned away. One that was under way when the pause began says nothing new.</summary>
    /// <param name="began">When the call was made.</param>
    public void Throttled(DateTimeOffset began)
    {
        lock (_lock)
        {
            if (began >= _until)
            {
                _until = time.GetUtcNow() + (_pause * (0.5 + Random.Shared.NextDouble()));
                _pause = _pause * 2 > Longest ? Longest : _pause * 2;
            }
        }
    }

    /// <summary>A call was answered: the next pause is a short one again.</summary>
    /// <param name="began">When the call was made.</param>
    public void Answered(DateTimeOffset began)
    {
        lock (_lock)
        {
            if (began >= _until)
            {
                _pause = Shortest;
            }
        }
    }
}
