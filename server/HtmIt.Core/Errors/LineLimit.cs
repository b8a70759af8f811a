namespace HtmIt.Core.Errors;

/// <summary>One line a minute of what may happen a thousand times. Used by one caller at a time.</summary>
public sealed class LineLimit(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long? _taken;

    /// <summary>Whether a line may be written now; it then counts as written.</summary>
    public bool TryTake()
    {
        if (_taken is { } at && time.GetElapsedTime(at) < Interval)
        {
            return false;
        }
        _taken = time.GetTimestamp();
        return true;
    }
}
