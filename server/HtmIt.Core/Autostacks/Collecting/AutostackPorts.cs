using HtmIt.Core.CloudWatch;
using HtmIt.Core.CloudWatch.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Autostacks.Collecting;

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
