namespace HtmIt.Faults.Watches;

/// <summary>How a watch behaves. Whatever its kind, it goes on after a break with the last position it was given.</summary>
internal sealed record WatchKind(string Name)
{
    /// <summary>Resource names of the metrics it follows; none means all.</summary>
    public IReadOnlySet<string> Metrics { get; init; } = new HashSet<string>();

    /// <summary>Whether it begins with what is stored, rather than with the next commit.</summary>
    public bool FromStored { get; init; }

    /// <summary>After how many messages it breaks off by itself; 0 means never.</summary>
    public int MessagesPerStream { get; init; }

    /// <summary>After how many messages it reads nothing for a while; 0 means never.</summary>
    public int MessagesPerRest { get; init; }

    public bool Covers(string metric) => Metrics.Count == 0 || Metrics.Contains(metric);
}
