using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Exchange;

/// <summary>A metric to be imported with its rows.</summary>
/// <param name="Metric">As it was on the server that it comes from; its identity, number and generation mean nothing here.</param>
/// <param name="Item">What makes the metric and its model again.</param>
/// <param name="Field">Where the writer has the metric.</param>
public sealed record WholeMetric(Metric Metric, ImportItem Item, FieldPath Field);
