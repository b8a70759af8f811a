using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Asks what AWS says about monitored resources, all of a kind in one listing, and notes their states where those change, and the names
/// that people gave them.</summary>
public sealed partial class ResourceStatusCollector(
    IAwsInventory inventory,
    IProviderStateStore states,
    ICollectedMetrics metrics,
    IOptions<CollectorOptions> options,
    AwsTime time,
    ILogger<ResourceStatusCollector> logger
)
{
    /// <summary>How long a resource that was not asked for before waits for others to share its listing.</summary>
    private const int NewResourceSeconds = 10;

    private readonly ConcurrentDictionary<(AwsScope, AwsResourceType), Listing> _last = new();

    /// <param name="resources">The monitored resources of each kind that has states or names, by their ids.</param>
    public async Task<CollectionReport> CollectAsync(
        AwsScope scope,
        IReadOnlyDictionary<AwsResourceType, ILookup<string, ResourceId>> resources,
        CancellationToken cancellationToken
    )
    {
        var report = new CollectionReport();
        foreach (var (type, monitored) in resources)
        {
            var now = time.GetUtcNow();
            if (_last.TryGetValue((scope, type), out var last) && now >= last.Time && now < DueAfter(last, monitored))
            {
                continue;
            }
            _last[(scope, type)] = new(now, [.. monitored.Select(one => one.Key)]);
            report += await CollectAsync(scope, type, monitored, now, cancellationToken);
        }
        return report;
    }

    private DateTimeOffset DueAfter(Listing last, ILookup<string, ResourceId> monitored)
    {
        var usual = options.Value.StatusSeconds;
        var isNew = monitored.Any(one => !last.Asked.Contains(one.Key));
        return last.Time + TimeSpan.FromSeconds(isNew ? Math.Min(NewResourceSeconds, usual) : usual);
    }

    private async Task<CollectionReport> CollectAsync(
        AwsScope scope,
        AwsResourceType type,
        ILookup<string, ResourceId> monitored,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var listed = await inventory.ListAsync(scope, type, filters: null, int.MaxValue, cancellationToken);
            var found = listed.SelectMany(one => monitored[one.Id].Select(id => (Resource: id, Aws: one))).ToArray();
            var changes = found
                .Where(one => one.Aws.ProviderState is not null)
                .Select(one => (one.Resource, one.Aws.ProviderState!))
                .ToArray();
            if (changes.Length > 0)
            {
                await states.AppendIfChangedAsync(changes, now, cancellationToken);
            }
            var names = found.Where(one => type.HasName && one.Aws.Name.Length > 0).Select(one => (one.Resource, one.Aws.Name)).ToArray();
            if (names.Length > 0)
            {
                await metrics.SetTagNamesAsync(CloudWatchDatasource.Instance, names, cancellationToken);
            }
            return new();
        }
        catch (AwsException fault)
        {
            // The samples do not depend on it: a resource whose state and name are unknown goes on being collected.
            Log.Failed(logger, type, scope, fault.Message);
            return new() { Errors = 1 };
        }
    }

    /// <param name="Asked">The ids that it was made for.</param>
    private sealed record Listing(DateTimeOffset Time, HashSet<string> Asked);

    private static partial class Log
    {
        [LoggerMessage(1311, LogLevel.Warning, "The states and names of {Type} in {Scope} could not be asked for: {Fault}")]
        public static partial void Failed(ILogger logger, AwsResourceType type, AwsScope scope, string fault);
    }
}
