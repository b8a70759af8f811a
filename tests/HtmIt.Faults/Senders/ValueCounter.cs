namespace HtmIt.Faults.Senders;

/// <summary>Values for samples, each once.</summary>
internal sealed class ValueCounter
{
    private long _last;

    public double Next() => Interlocked.Increment(ref _last);
}
