using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Resources;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Monitors the default metrics of an AWS resource.</summary>
public sealed class MonitorResource(IResourceStore resources, CreateModel create, IAwsRegions regions)
{
    private const int LongestId = 150;

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
            var rule = $"must be 1 to {LongestId} characters without control characters";
            yield return at["aws_resource_id"].Violation(request.Id, rule);
        }
    }

    /// <summary>Monitors what has been checked; a resource that is monitored already is left as it is.</summary>
    /// <exception cref="DomainException">QuotaExceeded, and then nothing was created.</exception>
    public async Task<(Resource Resource, bool Created)> ExecuteAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var type = AwsResourceType.OfNamespace(request.Namespace)!;
        var id = IdOf(request, type);
        var resource = type.ResourceOf(request.Account, request.Region, id);
        if (await resources.FindAsync(resource, cancellationToken) is { } existing)
        {
            return (existing, false);
        }
        var dimensions = new Dictionary<string, string> { [type.Dimension] = id };
        var created = new List<bool>();
        foreach (var metric in Catalogue.DefaultsOf(type))
        {
            var spec = new CloudWatchMetricSpec(request.Region, metric.Namespace, metric.Name, dimensions) { Account = request.Account };
            created.Add((await create.ExecuteAsync(new(spec), cancellationToken)).Created);
        }
        var monitored = await resources.FindAsync(resource, cancellationToken);
        // Of several calls at the same time, the one that made the first metric.
        return (monitored ?? throw ResourceErrors.ResourceNotFound(resource), created[0]);
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && !id.Any(char.IsControl);

    private static string IdOf(ResourceRequest request, AwsResourceType type) =>
        request.Id.StartsWith($"{type.Dimension}/", StringComparison.Ordinal) ? request.Id[(type.Dimension.Length + 1)..] : request.Id;
}
