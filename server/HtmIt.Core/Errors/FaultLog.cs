using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Errors;

/// <summary>What work that goes on after faults says of them: that it fails, once a minute at most however often it is tried, and that it works
/// again. A database that is away is told without a stack trace: where it was noticed tells nothing.</summary>
/// <param name="work">How its lines begin.</param>
public sealed partial class FaultLog(ILogger logger, TimeProvider time, string work)
{
    private readonly Lock _lock = new();
    private readonly LineLimit _limit = new(time);
    private int _failures;
    private bool _isTold;
    private bool _isTraceTold;

    public void Failed(Exception fault)
    {
        lock (_lock)
        {
            _failures++;
            var passes = fault is DomainException { Reason: ErrorReason.StorageUnavailable };
            // What does not pass by itself must not hide behind what does.
            if (!_limit.TryTake() && (passes || _isTraceTold))
            {
                return;
            }
            (_isTold, _isTraceTold) = (true, !passes);
            if (passes)
            {
                Log.HeldUp(logger, work, _failures, (fault.InnerException ?? fault).Message);
            }
            else
            {
                Log.Failed(logger, fault, work, _failures);
            }
        }
    }

    public void Succeeded()
    {
        if (Volatile.Read(ref _failures) == 0)
        {
            return;
        }
        lock (_lock)
        {
            if (_isTold)
            {
                Log.WorksAgain(logger, work);
            }
            (_failures, _isTold) = (0, false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1005, LogLevel.Warning, "{Work} fails (attempt {Attempt}) and is tried again when the database is back: {Fault}")]
        public static partial void HeldUp(ILogger logger, string work, int attempt, string fault);

        [LoggerMessage(1006, LogLevel.Warning, "{Work} fails (attempt {Attempt}) and is tried again")]
        public static partial void Failed(ILogger logger, Exception fault, string work, int attempt);

        [LoggerMessage(1007, LogLevel.Information, "{Work} works again")]
        public static partial void WorksAgain(ILogger logger, string work);
    }
}
