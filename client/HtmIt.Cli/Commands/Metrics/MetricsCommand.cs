using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics</c>: the list of time series.</summary>
internal sealed class MetricsCommand : CommandGroup
{
    public MetricsCommand()
        : base("metrics", "List, show, create, change and delete metrics.")
    {
        AddDefault(new ListMetricsCommand());
        Add(new GetMetricCommand());
        Add(new CreateMetricCommand());
        Add(new UpdateMetricCommand());
        Add(new DeleteMetricCommand());
        Add(new MetricStatisticsCommand());
    }
}
