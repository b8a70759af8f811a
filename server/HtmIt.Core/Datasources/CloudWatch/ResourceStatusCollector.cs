using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Asks for the state of monitored resources, all of a kind in one listing, and notes the changes.</summary>
public sealed partial class ResourceStatusCollector(
    IAwsInventory inventory,
    IProviderStateStore statuses,
    IOptions<CollectorOptions> options,
    TimeProvider time,
    ILogger<ResourceStatusCollector> logger
)
{
    private readonly ConcurrentDictionary<(AwsScope, AwsResourceType), DateTimeOffset> _dueAt = new();

    /// <param name="resources">The monitored resources of each kind that has states.</param>
    public async Task<CollectionReport> CollectAsync(
        AwsScope scope,
        IReadOnlyDictionary<AwsResourceType, IReadOnlyCollection<string>> resources,
        CancellationToken cancellationToken
    )
    {
        var report = new CollectionReport();
        foreach (var (type, monitored) in resources)
        {
            var now = time.GetUtcNow();
            if (_dueAt.TryGetValue((scope, type), out var due) && now < due)
            {
                continue;
            }
            _dueAt[(scope, type)] = now + TimeSpan.FromSeconds(options.Value.StatusSeconds);
            report += await CollectAsync(scope, type, monitored, now, cancellationToken);
        }
        return report;
    }

    private async Task<CollectionReport> CollectAsync(
        AwsScope scope,
        AwsResourceType type,
        IReadOnlyCollection<string> monitored,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var resources = await inventory.ListAsync(scope, type, filters: null, int.MaxValue, cancellationToken);
            var found = resources
                .Where(one => one.ProviderState is not null)
                .Where(one => monitored.Contains(type.TextOf(one.Region, one.Id)))
                .Select(one => (type.ResourceOf(scope.Account, one.Region, one.Id), one.ProviderState!))
                .ToArray();
            if (found.Length > 0)
            {
                await statuses.AppendIfChangedAsync(found, now, cancellationToken);
            }
            return new();
        }
        catch (AwsException fault)
        {
            // The samples do not depend on it: a resource whose state is unknown goes on being collected.
            Log.Failed(logger, type, scope, fault.Message);
            return new() { Errors = 1 };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1311, LogLevel.Warning, "The states of {Type} in {Scope} could not be asked for: {Fault}")]
        public static partial void Failed(ILogger logger, AwsResourceType type, AwsScope scope, string fault);
    }
}
