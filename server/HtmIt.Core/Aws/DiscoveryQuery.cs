using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>What to look for at AWS. What is null is not asked for.</summary>
public sealed record DiscoveryQuery(AwsScope Scope)
{
    /// <summary>Only this kind of resource.</summary>
    public AwsResourceType? Type { get; init; }

    /// <summary>Only metrics of this namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only metrics of this name.</summary>
    public string? Metric { get; init; }

    /// <summary>Only the resource with this id.</summary>
    public string? Resource { get; init; }

    /// <summary>Only metrics with these dimensions, perhaps among others; an empty value stands for any.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Only EC2 instances with these tags: values by key, as alternatives; all keys must match.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Tags { get; init; }
}
