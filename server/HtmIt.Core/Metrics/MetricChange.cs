using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>A change of a metric's state. What is not set stays, except the message, which every change replaces.</summary>
public sealed record MetricChange(MetricStatus Status)
{
    public string StatusMessage { get; init; } = "";

    /// <summary>Begins a new generation: with the spec and definition given here, or with none. The old checkpoint is removed.</summary>
    public bool NextGeneration { get; init; }

    public ModelSpec? Spec { get; init; }

    public ModelDefinition? Definition { get; init; }

    /// <summary>What the model of the new generation has learnt elsewhere; null for one that begins with nothing.</summary>
    public ModelState? State { get; init; }

    /// <summary>Whether the new generation has the metric's incidents from elsewhere; otherwise it finds its own.</summary>
    public bool KeepsIncidents { get; init; }

    public bool Clearing { get; init; }
}
