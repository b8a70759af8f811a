namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>An AWS resource to be monitored.</summary>
/// <param name="Namespace">CloudWatch namespace of its kind.</param>
/// <param name="Id">Its id, which may have the identifying dimension and a slash before it.</param>
/// <param name="Account">Name of a configured account; empty means the default credentials.</param>
public sealed record ResourceRequest(string Region, string Namespace, string Id, string Account);
