using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>How many metrics of a datasource are in a status.</summary>
public sealed record MetricCount(Datasource Datasource, MetricStatus Status, long Count);
