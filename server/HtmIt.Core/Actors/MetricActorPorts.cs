using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Actors;

/// <summary>What a metric's actor works with.</summary>
public sealed record MetricActorPorts(
    IMetricStore Metrics,
    ISampleLog Log,
    ISampleReader Reader,
    ICheckpointStore Checkpoints,
    LoadGate Loading,
    CheckpointGate Saving,
    IOptions<ModelOptions> Options,
    TimeProvider Time,
    ILogger<MetricActor> Logger
)
{
    public DefineModel Definitions { get; } = new(Options);

    /// <summary>One for all metrics: a database that is away is away for each of them.</summary>
    public FaultLog CheckpointFaults { get; } = new(Logger, Time, "Saving checkpoints");
}
