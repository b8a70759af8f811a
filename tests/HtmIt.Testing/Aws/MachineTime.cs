using HtmIt.Core.Aws;

namespace HtmIt.Testing.Aws;

/// <summary>AWS's time where that is the test's clock.</summary>
public sealed class MachineTime(TimeProvider clock) : AwsTime
{
    public override TimeSpan MachineAhead => TimeSpan.Zero;

    public override int Corrections => 0;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
