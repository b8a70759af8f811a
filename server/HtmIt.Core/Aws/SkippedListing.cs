namespace HtmIt.Core.Aws;

/// <summary>What a listing leaves out of a kind of resource, because AWS would not tell.</summary>
/// <param name="TagsOnly">Whether only their tags are left out, and names with them; otherwise all of them are.</param>
public sealed record SkippedListing(AwsScope Scope, AwsResourceType Type, AwsException Fault, bool TagsOnly);
