using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Metrics;

/// <summary>Says that new metrics are stored and not monitored: each reason at once, and then once a minute at most for all that came
/// since.</summary>
public sealed partial class UnmonitoredReport : IDisposable
{
    private const int LongestExample = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ILogger<UnmonitoredReport> _logger;
    private readonly TimeProvider _time;
    private readonly Entry[] _entries = [.. Enum.GetValues<UnmonitoredReason>().Select(reason => new Entry(reason))];

    public UnmonitoredReport(ILogger<UnmonitoredReport> logger, TimeProvider time) => (_logger, _time) = (logger, time);

    public void Add(UnmonitoredReason reason, MetricKey example, int count)
    {
        var entry = _entries[(int)reason];
        lock (entry)
        {
            entry.Example = entry.Count == 0 ? example : entry.Example;
            entry.Count += count;
            if (entry.Timer is null)
            {
                Say(entry);
                entry.Timer = _time.CreateTimer(state => EndPause((Entry)state!), entry, Pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Says what is left.</summary>
    public void Dispose()
    {
        foreach (var entry in _entries)
        {
            lock (entry)
            {
                entry.Timer?.Dispose();
                Say(entry);
            }
        }
    }

    private void EndPause(Entry entry)
    {
        lock (entry)
        {
            if (Say(entry))
            {
                entry.Timer?.Change(Pause, Timeout.InfiniteTimeSpan);
                return;
            }
            entry.Timer?.Dispose();
            entry.Timer = null;
        }
    }

    private bool Say(Entry entry)
    {
        if (entry.Count == 0)
        {
            return false;
        }
        var example = Errors.ShortText.Of(entry.Example!.Text, LongestExample);
        switch (entry.Reason)
        {
            case UnmonitoredReason.TooMany:
                Log.LeftOut(_logger, entry.Count, "there are as many models made by themselves as there may be", example);
                break;
            case UnmonitoredReason.Quota:
                Log.LeftOut(_logger, entry.Count, "there are as many resources as there may be", example);
                break;
            default:
                Log.NotChosen(_logger, entry.Count, example);
                break;
        }
        (entry.Count, entry.Example) = (0, null);
        return true;
    }

    private sealed class Entry(UnmonitoredReason reason)
    {
        public UnmonitoredReason Reason { get; } = reason;

        public MetricKey? Example { get; set; }

        public long Count { get; set; }

        /// <summary>Runs while the reason is not to be said again.</summary>
        public ITimer? Timer { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1008,
            LogLevel.Information,
            "{Count} new metrics are stored and not monitored, one is '{Example}'. 'htmit models create NAME', or a pattern of names, monitors them"
        )]
        public static partial void NotChosen(ILogger logger, long count, string example);

        [LoggerMessage(
            1009,
            LogLevel.Warning,
            "{Count} new metrics are stored and not monitored because {Reason}; one is '{Example}'. 'htmit models delete' makes room, 'htmit models create' monitors one all the same"
        )]
        public static partial void LeftOut(ILogger logger, long count, string reason, string example);
    }
}
