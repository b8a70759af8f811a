using HtmIt.Core.Metrics;

namespace HtmIt.Core.Specs;

/// <summary>What to monitor and with which parameters; stored as given.</summary>
public sealed record ModelSpec(MetricSpec Metric)
{
    public Datasource Datasource => Metric.Datasource;

    public ModelParams? Params { get; init; }

    public CompleteModelParams? CompleteParams { get; init; }

    /// <summary>Whether somebody has said how to monitor.</summary>
    public bool HasParams => Params is not null || CompleteParams is not null;
}
