namespace HtmIt.Core.Aws;

/// <summary>One series to ask CloudWatch for.</summary>
/// <param name="Statistic">As CloudWatch names it, e.g. <c>Average</c> or <c>p99</c>.</param>
/// <param name="PeriodSeconds">Length of the periods over which the statistic is taken.</param>
public sealed record MetricQuery(
    string Namespace,
    string MetricName,
    IReadOnlyDictionary<string, string> Dimensions,
    string Statistic,
    int PeriodSeconds
)
{
    /// <summary>Only datapoints of this unit, as CloudWatch names it; empty for all, whatever their unit.</summary>
    public string Unit { get; init; } = "";
}
