using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Specs;

/// <summary>What to monitor and with which parameters; stored as given.</summary>
public sealed record ModelSpec(Datasource Datasource, MetricSpec Metric)
{
    public ModelParams? Params { get; init; }

    public CompleteModelParams? CompleteParams { get; init; }
}
