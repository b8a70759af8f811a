using HtmIt.V1;

namespace HtmIt.Server.Listeners;

/// <summary>Says what is not stored, with one example: each reason at once, and then at most once a minute for all that came since. What
/// is kept for that is one example for each reason, whatever is sent.</summary>
internal sealed partial class GraphiteComplaints : IDisposable
{
    private readonly Entry[] _entries;
    private readonly ILogger<GraphiteComplaints> _logger;
    private readonly TimeProvider _time;

    public GraphiteComplaints(ILogger<GraphiteComplaints> logger, TimeProvider time)
    {
        (_logger, _time) = (logger, time);
        _entries = [.. Enumerable.Range(0, GraphiteReasons.Count).Select(reason => new Entry((GraphiteReason)reason))];
    }

    /// <summary>How long a reason is not said again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);

    public void Add(GraphiteSource source, GraphiteReason reason, string example, long count = 1)
    {
        var entry = _entries[(int)reason];
        lock (entry)
        {
            entry.Source = entry.Count == 0 ? source : entry.Source;
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
                if (entry.Count > 0)
                {
                    Say(entry);
                }
            }
        }
    }

    private void EndPause(Entry entry)
    {
        lock (entry)
        {
            if (entry.Count > 0)
            {
                Say(entry);
                entry.Timer?.Change(Pause, Timeout.InfiniteTimeSpan);
                return;
            }
            entry.Timer?.Dispose();
            entry.Timer = null;
        }
    }

    private void Say(Entry entry)
    {
        var peer = entry.Source.Peer?.ToString();
        Log.NotStored(_logger, entry.Source.Transport, entry.Count, GraphiteReasons.Text(entry.Reason), peer, entry.Example);
        (entry.Count, entry.Example) = (0, "");
    }

    private sealed class Entry(GraphiteReason reason)
    {
        public GraphiteReason Reason { get; } = reason;

        public GraphiteSource Source { get; set; }

        public string Example { get; set; } = "";

        public long Count { get; set; }

        /// <summary>Runs while the reason is not to be said again.</summary>
        public ITimer? Timer { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Warning, "Graphite ({Transport}), {Count} not stored: {Reason}. One was from {Peer}: '{Example}'")]
        public static partial void NotStored(
            ILogger logger,
            GraphiteTransport transport,
            long count,
            string reason,
            string? peer,
            string example
        );
    }
}
