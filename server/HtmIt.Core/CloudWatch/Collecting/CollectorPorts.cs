using HtmIt.Core.Autostacks.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.CloudWatch.Collecting;

/// <summary>What a shard works with.</summary>
public sealed record CollectorPorts(
    ICloudWatch CloudWatch,
    IMetricStore Metrics,
    IModelRuntime Runtime,
    ResourceStatusCollector Status,
    AutostackPorts Autostacks,
    IOptions<CollectorOptions> Options,
    TimeProvider Time,
    ILogger<CollectorShard> Logger
);
