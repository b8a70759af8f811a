namespace HtmIt.Core.Aws;

/// <summary>Which metrics CloudWatch is to list. What is null or empty is not asked for.</summary>
/// <param name="Dimensions">Those that a metric must have, perhaps among others; an empty value stands for any.</param>
public sealed record MetricListingQuery(string? Namespace, string? Name, IReadOnlyDictionary<string, string> Dimensions);
