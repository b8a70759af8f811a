using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Datasources.CloudWatch;

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
