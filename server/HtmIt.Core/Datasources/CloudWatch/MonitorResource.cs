using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Monitors the default metrics of an AWS resource.</summary>
public sealed class MonitorResource(IResourceStore resources, CreateModel create, IAwsRegions regions)
{
    /// <summary>What is wrong with a request.</summary>
    /// <param name="at">Where it stands.</param>
    public IEnumerable<FieldViolation> Check(ResourceRequest request, FieldPath at)
    {
        foreach (var violation in regions.Check(new(request.Account, request.Region), at))
        {
            yield return violation;
        }
        if (AwsResourceType.OfNamespace(request.Namespace) is not { } type)
        {
            var rule = $"Not supported. Namespace '{request.Namespace}' was not found.";
            yield return at["namespace"].Violation(request.Namespace, rule);
        }
        else if (!IsId(IdOf(request, type)))
        {
            var rule = $"must be 1 to {CloudWatchMetricRules.LongestValue} characters without control characters";
            yield return at["aws_resource_id"].Violation(request.Id, rule);
        }
    }

    /// <summary>Monitors what has been checked; a resource that is monitored already is left as it is.</summary>
    /// <exception cref="DomainException">QuotaExceeded, and then nothing was created.</exception>
    public async Task<(Resource Resource, bool Created)> ExecuteAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var monitoring = (await ExecuteManyAsync([request], cancellationToken))[0];
        return monitoring.IsRefused ? throw monitoring.Refusal : (monitoring.Resource, monitoring.Created);
    }

    /// <summary>The same for many, whose metrics are made together. A refusal of one does not keep the others from it.</summary>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<ResourceMonitoring>> ExecuteManyAsync(
        IReadOnlyList<ResourceRequest> requests,
        CancellationToken cancellationToken
    )
    {
        var ids = requests.Select(ResourceOf).ToArray();
        var known = await FindAsync(ids, cancellationToken);
        var created = await CreateAsync(
            [.. requests.Where(one => !known.ContainsKey(ResourceOf(one))).DistinctBy(ResourceOf)],
            cancellationToken
        );
        var made = await FindAsync([.. created.Keys], cancellationToken);
        var outcomes = new List<ResourceMonitoring>(ids.Length);
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var existing))
            {
                outcomes.Add(new(existing, false, null));
            }
            else if (created[id].Refusal is { } refusal)
            {
                outcomes.Add(new(null, false, refusal));
            }
            else if (made.TryGetValue(id, out var resource))
            {
                // Of several items about one resource the first one made it.
                outcomes.Add(new(resource, created[id].Created, null));
                created[id] = created[id] with { Created = false };
            }
            else
            {
                outcomes.Add(new(null, false, ResourceErrors.ResourceNotFound(id))); // Deleted meanwhile.
            }
        }
        return outcomes;
    }

    /// <summary>What became of the first metric of each: of several calls at the same time, the one that made it made the resource, and the quota
    /// has room for all metrics of a resource or for none.</summary>
    private async Task<Dictionary<ResourceId, ModelCreation>> CreateAsync(
        IReadOnlyList<ResourceRequest> requests,
        CancellationToken cancellationToken
    )
    {
        var specs = requests.SelectMany(request => SpecsOf(request).Select(spec => (Resource: ResourceOf(request), Spec: spec))).ToArray();
        var creations = await create.ExecuteManyAsync(Array.ConvertAll(specs, one => one.Spec), cancellationToken);
        return specs
            .Zip(creations, (one, creation) => (one.Resource, Creation: creation))
            .DistinctBy(one => one.Resource)
            .ToDictionary(one => one.Resource, one => one.Creation);
    }

    private async Task<IReadOnlyDictionary<ResourceId, Resource>> FindAsync(
        IReadOnlyCollection<ResourceId> ids,
        CancellationToken cancellationToken
    ) => (await resources.FindManyAsync(ids, cancellationToken)).ToDictionary(resource => resource.Id);

    private static IEnumerable<ModelSpec> SpecsOf(ResourceRequest request)
    {
        var type = TypeOf(request);
        var dimensions = new Dictionary<string, string> { [type.Dimension] = IdOf(request, type) };
        return Catalogue
            .DefaultsOf(type)
            .Select(metric => new ModelSpec(
                new CloudWatchMetricSpec(request.Region, metric.Namespace, metric.Name, dimensions) { Account = request.Account }
            ));
    }

    private static ResourceId ResourceOf(ResourceRequest request)
    {
        var type = TypeOf(request);
        return type.ResourceOf(request.Account, request.Region, IdOf(request, type));
    }

    private static AwsResourceType TypeOf(ResourceRequest request) => AwsResourceType.OfNamespace(request.Namespace)!;

    private static bool IsId(string id) => id.Length is > 0 and <= CloudWatchMetricRules.LongestValue && !id.Any(char.IsControl);

    private static string IdOf(ResourceRequest request, AwsResourceType type) =>
        request.Id.StartsWith($"{type.Dimension}/", StringComparison.Ordinal) ? request.Id[(type.Dimension.Length + 1)..] : request.Id;
}
