namespace HtmIt.Core.Aws;

/// <summary>A kind of resource that a listing leaves out, because AWS would not list it.</summary>
public sealed record SkippedListing(AwsScope Scope, AwsResourceType Type, AwsException Fault);
