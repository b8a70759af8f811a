namespace HtmIt.Core.Specs;

/// <summary>A cloud resource that is measured.</summary>
/// <param name="Id">Its provider's id of it.</param>
/// <param name="Type">What the provider calls such things, e.g. <c>AWS::EC2::Instance</c>; empty where that is not known.</param>
/// <param name="Account">Name of a configured account; empty means the default credentials.</param>
public sealed record MeasuredResource(string Id, string Type, string Account);
