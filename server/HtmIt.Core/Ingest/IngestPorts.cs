using HtmIt.Core.Actors;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Ingest;

/// <summary>What the queue of incoming samples works with.</summary>
public sealed record IngestPorts(
    IModelRuntime Runtime,
    MetricDirectory Directory,
    SampleRules Rules,
    IOptions<IngestOptions> Options,
    TimeProvider Time
);
