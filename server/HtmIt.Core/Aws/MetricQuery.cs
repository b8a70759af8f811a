namespace HtmIt.Core.Aws;

/// <summary>One series to ask CloudWatch for.</summary>
/// <param name="PeriodSeconds">Length of the periods over which the statistic is taken.</param>
public sealed record MetricQuery(
    string Namespace,
    string MetricName,
    IReadOnlyDictionary<string, string> Dimensions,
    string Statistic,
    int PeriodSeconds
);
