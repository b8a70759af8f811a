namespace HtmIt.Core.Names;

/// <summary>A metric as rows know it: the short key they are stored under, and its identity.</summary>
public readonly record struct MetricRef(int Number, MetricId Id);
