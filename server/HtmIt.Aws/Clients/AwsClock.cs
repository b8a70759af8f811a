using HtmIt.Core.Aws;
using Microsoft.Extensions.Logging;

namespace HtmIt.Aws.Clients;

/// <summary>Learns AWS's time from the Date of each answer, and goes on from there by what has passed, not by this machine's clock.</summary>
internal sealed partial class AwsClock(TimeProvider machine, ILogger<AwsClock> logger) : AwsTime
{
    /// <summary>Clocks that are nearer agree: periods are minutes long.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>A Date has whole seconds.</summary>
    private static readonly TimeSpan DateStep = TimeSpan.FromSeconds(1);

    /// <summary>Between corrections: what was asked for before one is asked for again, and that is paid for. A proxy whose clock is wrong could make
    /// one of each answer.</summary>
    private static readonly TimeSpan CorrectionPause = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private (DateTimeOffset Time, long Timestamp)? _known;
    private long? _correctedAt;
    private bool _isToldWrong;
    private int _corrections;

    public override TimeSpan MachineAhead
    {
        get
        {
            var ahead = machine.GetUtcNow() - GetUtcNow();
            return ahead.Duration() < Tolerance ? TimeSpan.Zero : ahead;
        }
    }

    public override int Corrections => Volatile.Read(ref _corrections);

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <param name="date">The Date of an answer.</param>
    /// <param name="sent">When its request was sent, as a timestamp.</param>
    public void Heed(DateTimeOffset date, long sent)
    {
        lock (_lock)
        {
            var (now, took) = (GetUtcNow(), machine.GetElapsedTime(sent));
            var isRight = now >= date - Tolerance && now <= date + took + DateStep + Tolerance;
            if (isRight)
            {
                _known ??= (now, machine.GetTimestamp());
            }
            else if (_correctedAt is not { } corrected || machine.GetElapsedTime(corrected) >= CorrectionPause)
            {
                _known = (date + (took / 2), machine.GetTimestamp());
                _correctedAt = machine.GetTimestamp();
                Interlocked.Increment(ref _corrections);
            }
            Tell();
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _known is { } known ? known.Time + machine.GetElapsedTime(known.Timestamp) : machine.GetUtcNow();
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    private void Tell()
    {
        var ahead = MachineAhead;
        var isWrong = ahead != TimeSpan.Zero;
        if (isWrong == _isToldWrong)
        {
            return;
        }
        _isToldWrong = isWrong;
        if (isWrong)
        {
            Log.Differs(logger, ClockText.Of(ahead));
        }
        else
        {
            Log.Agrees(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            6002,
            LogLevel.Warning,
            "The clock of this machine is {Difference} that of AWS. CloudWatch is asked by AWS's time; set the clock right, as the times of samples from "
                + "elsewhere, and certificates, go by it"
        )]
        public static partial void Differs(ILogger logger, string difference);

        [LoggerMessage(6003, LogLevel.Information, "The clock of this machine agrees with that of AWS again")]
        public static partial void Agrees(ILogger logger);
    }
}
