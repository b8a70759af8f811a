using HtmIt.Core.Log;
using HtmIt.Core.Names;

namespace HtmIt.Core.Watch;

/// <summary>What happened in a step of a watch.</summary>
public enum WatchEvent
{
    /// <summary>Nothing; only the position is told.</summary>
    Idle,
    Rows,
    CaughtUp,
    FellBehind,

    /// <summary>Metrics are followed from here on.</summary>
    MetricsAdded,

    /// <summary>Metrics are followed no longer.</summary>
    MetricsRemoved,
}

/// <summary>One step of a watch, and where the stream stands after it.</summary>
public readonly record struct WatchStep(WatchEvent Event, WatchPosition Position, IReadOnlyList<RowSegment> Segments)
{
    /// <summary>Those that came or went.</summary>
    public IReadOnlyList<MetricId> Metrics { get; init; } = [];
}
