using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>What collecting autostacks works with.</summary>
public sealed record AutostackPorts(
    IAutostackStore Autostacks,
    IMetricStore Metrics,
    IModelRuntime Runtime,
    ICloudWatch CloudWatch,
    IAwsInventory Inventory,
    IOptions<CollectorOptions> Options,
    TimeProvider Time,
    ILogger<AutostackShard> Logger
);
