using System.Runtime.CompilerServices;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>Finds what can be monitored at AWS. Asks only for the kinds that a page needs. A kind that AWS does not list is left out and named, and
/// the others are listed all the same.</summary>
public sealed class Discovery(IAwsInventory inventory, ListedMetrics listed, IAwsRegions regions)
{
    private const string Terminated = "terminated";

    /// <summary>The resources after a place, in order.</summary>
    /// <param name="skipped">Takes what is left out.</param>
    /// <exception cref="DomainException">RegionUnknown, AccountUnknown; what AWS says when it lists nothing at all.</exception>
    public IAsyncEnumerable<AwsResource> ResourcesAsync(
        DiscoveryQuery query,
        DiscoveryKey? after,
        ICollection<SkippedListing> skipped,
        CancellationToken cancellationToken
    )
    {
        regions.Require(query.Scope, FieldPath.Proto(""));
        var types = AwsResourceType.All.Where(type => (query.Type ?? type) == type);
        return ListAsync(query, types, after, skipped, cancellationToken).Where(resource => DiscoveryKey.Of(resource).IsAfter(after));
    }

    /// <summary>The metrics after a place, in order: those of the catalogue by the resources that exist, and what the catalogue does not have, or what is
    /// looked for by its dimensions, as CloudWatch lists it.</summary>
    /// <param name="skipped">Takes what is left out.</param>
    /// <exception cref="DomainException">RegionUnknown, AccountUnknown, NamespaceNotFound, CloudWatchMetricNotFound; what AWS says when it lists
    /// nothing at all.</exception>
    public IAsyncEnumerable<AvailableMetric> MetricsAsync(
        DiscoveryQuery query,
        DiscoveryKey? after,
        ICollection<SkippedListing> skipped,
        CancellationToken cancellationToken
    )
    {
        regions.Require(query.Scope, FieldPath.Proto(""));
        var metrics = CataloguedOf(query);
        return metrics.Length > 0
            ? OfResourcesAsync(query, metrics, after, skipped, cancellationToken)
            : listed.ListAsync(query, after, cancellationToken);
    }

    private IAsyncEnumerable<AvailableMetric> OfResourcesAsync(
        DiscoveryQuery query,
        CatalogueMetric[] metrics,
        DiscoveryKey? after,
        ICollection<SkippedListing> skipped,
        CancellationToken cancellationToken
    )
    {
        var types = AwsResourceType.All.Where(type => metrics.Any(metric => metric.Type == type));
        return ListAsync(query, types, after, skipped, cancellationToken)
            .SelectMany(resource =>
                metrics.Where(metric => metric.Type == resource.Type).Select(metric => AvailableMetric.Of(resource, metric))
            )
            .Where(metric => metric.Key.IsAfter(after));
    }

    /// <summary>The metrics that are found by their resources.</summary>
    private static CatalogueMetric[] CataloguedOf(DiscoveryQuery query) =>
        query.Dimensions.Count > 0
            ? []
            :
            [
                .. Catalogue.Metrics.Where(metric =>
                    metric.Type is not null
                    && (query.Namespace ?? metric.Namespace) == metric.Namespace
                    && (query.Metric ?? metric.Name) == metric.Name
                ),
            ];

    private async IAsyncEnumerable<AwsResource> ListAsync(
        DiscoveryQuery query,
        IEnumerable<AwsResourceType> types,
        DiscoveryKey? after,
        ICollection<SkippedListing> skipped,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (isAnswered, isTagged) = (after is not null, query.Tags is { Count: > 0 });
        foreach (var type in types.Where(type => AwsResourceType.All.IndexOf(type) >= (after?.Type ?? 0)))
        {
            if (isTagged && type != AwsResourceType.Ec2Instance)
            {
                continue;
            }
            IReadOnlyList<AwsResource> resources;
            try
            {
                resources = await ListAsync(query, type, cancellationToken);
                isAnswered = true;
            }
            catch (AwsException fault) when (IsOfOneService(fault, isAnswered))
            {
                skipped.Add(new(query.Scope, type, fault, TagsOnly: false));
                continue;
            }
            if (resources.FirstOrDefault(one => one.TagsFault is not null) is { TagsFault: { } untold })
            {
                skipped.Add(new(query.Scope, type, untold, TagsOnly: true));
            }
            foreach (var resource in resources.Where(one => one.ProviderState != Terminated).OrderBy(one => one.Id, StringComparer.Ordinal))
            {
                yield return resource;
            }
        }
        if (!isAnswered && skipped.FirstOrDefault() is { } first)
        {
            throw AwsErrors.OfAws(first.Fault);
        }
    }

    /// <summary>Whether other services may answer all the same. Of an account that is not let in, or asks too much, none does; and where none has answered
    /// yet, one that can't be reached is taken for all.</summary>
    private static bool IsOfOneService(AwsException fault, bool isAnswered) =>
        fault.Fault is AwsFault.AccessDenied or AwsFault.Refused
        || (isAnswered && fault.Fault is AwsFault.Unavailable or AwsFault.Unreachable);

    private async Task<IReadOnlyList<AwsResource>> ListAsync(
        DiscoveryQuery query,
        AwsResourceType type,
        CancellationToken cancellationToken
    )
    {
        if (query.Tags is { Count: > 0 } tags)
        {
            var filters = tags.ToDictionary(tag => "tag:" + tag.Key, tag => tag.Value);
            var found = await inventory.ListAsync(query.Scope, type, filters, int.MaxValue, cancellationToken);
            return [.. found.Where(resource => (query.Resource ?? resource.Id) == resource.Id)];
        }
        if (query.Resource is { } id)
        {
            return await inventory.FindAsync(query.Scope, type, id, cancellationToken) is { } resource ? [resource] : [];
        }
        return await inventory.ListAsync(query.Scope, type, null, int.MaxValue, cancellationToken);
    }
}
