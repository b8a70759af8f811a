using HtmIt.Core.Log;

namespace HtmIt.Core.Watch;

/// <summary>What happened in a step of a watch.</summary>
public enum WatchEvent
{
    /// <summary>Nothing; only the position is told.</summary>
    Idle,
    Rows,
    CaughtUp,
    FellBehind,
}

/// <summary>One step of a watch, and where the stream stands after it.</summary>
public readonly record struct WatchStep(WatchEvent Event, WatchPosition Position, IReadOnlyList<RowSegment> Segments);
