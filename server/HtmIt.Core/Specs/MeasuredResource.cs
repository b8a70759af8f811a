namespace HtmIt.Core.Specs;

/// <summary>A cloud resource that is measured.</summary>
/// <param name="Id">Its provider's id of it.</param>
/// <param name="Dimension">What the provider calls that id, e.g. <c>InstanceId</c>.</param>
/// <param name="Account">Name of a configured account; empty means the default credentials.</param>
public sealed record MeasuredResource(string Id, string Dimension, string Account);
