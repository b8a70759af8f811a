using HtmIt.Core.Metrics;

namespace HtmIt.Core.Models;

/// <summary>What to monitor and with which parameters; stored as given.</summary>
public sealed record ModelSpec(Datasource Datasource, MetricSpec Metric)
{
    public ModelParams? Params { get; init; }

    public CompleteModelParams? CompleteParams { get; init; }
}
