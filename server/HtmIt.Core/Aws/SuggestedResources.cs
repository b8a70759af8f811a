namespace HtmIt.Core.Aws;

/// <summary>Resources worth monitoring, the most worth it first.</summary>
/// <param name="Suggested">To begin with.</param>
/// <param name="Alternates">What comes after them.</param>
/// <param name="Unreachable">The kinds that AWS gave no answer about.</param>
public sealed record SuggestedResources(
    IReadOnlyList<AwsResource> Suggested,
    IReadOnlyList<AwsResource> Alternates,
    IReadOnlyList<AwsResourceType> Unreachable
);
