using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Collecting;

/// <summary>What a shard works with.</summary>
public sealed record CollectorPorts(
    IEnumerable<ICollectionSource> Sources,
    ICloudWatch CloudWatch,
    ICollectedMetrics Metrics,
    IModelRuntime Runtime,
    IOptions<CollectorOptions> Options,
    AwsTime Time,
    CollectionInstruments Instruments,
    ILogger<CollectorShard> Logger
);
