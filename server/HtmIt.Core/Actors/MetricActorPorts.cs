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
    ILogger<MetricActor> Logger
);
