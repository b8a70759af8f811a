namespace HtmIt.Core.Aws;

/// <summary>A metric as CloudWatch lists it.</summary>
/// <param name="Page">Token of the page that it stands on; empty for the first one.</param>
/// <param name="Place">Its place on that page.</param>
public sealed record ListedMetric(string Namespace, string Name, IReadOnlyDictionary<string, string> Dimensions, string Page, int Place);
