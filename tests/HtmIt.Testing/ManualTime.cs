namespace HtmIt.Testing;

/// <summary>A clock that jumps when told; its timers are the machine's.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private long _skipped;

    public void Skip(TimeSpan span) => Interlocked.Add(ref _skipped, span.Ticks);

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref _skipped));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() =>
        TimeProvider.System.GetElapsedTime(0, TimeProvider.System.GetTimestamp()).Ticks + Interlocked.Read(ref _skipped);
}
