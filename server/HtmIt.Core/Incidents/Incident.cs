using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Incidents;

/// <summary>Something unusual in a metric's life, as it is stored.</summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }

    public required MetricRef Metric { get; init; }

    public required IncidentKind Kind { get; init; }

    public required IncidentState State { get; init; }

    /// <summary>The commit that changed it last.</summary>
    public CommitMark Commit { get; init; }

    /// <summary>The commit with the step that made it as severe as was asked for; null when none did, or that row is no longer kept.</summary>
    public long? OpenPosition { get; init; }

    public bool IsOpen => State.End is null;
}
