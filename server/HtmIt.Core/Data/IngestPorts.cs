using HtmIt.Core.Metrics;
using HtmIt.Core.Models;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Data;

/// <summary>What the queue of incoming samples works with.</summary>
public sealed record IngestPorts(
    IModelRuntime Runtime,
    MetricDirectory Directory,
    SampleRules Rules,
    IOptions<IngestOptions> Options,
    TimeProvider Time
);
