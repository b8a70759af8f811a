namespace HtmIt.Core.CloudWatch;

/// <summary>Resources worth monitoring, the most worth it first.</summary>
/// <param name="Suggested">To begin with.</param>
/// <param name="Alternates">What comes after them.</param>
public sealed record SuggestedInstances(IReadOnlyList<AwsResource> Suggested, IReadOnlyList<AwsResource> Alternates);
