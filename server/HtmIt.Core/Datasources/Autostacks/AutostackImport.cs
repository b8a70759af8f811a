using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric of an autostack to be imported: the autostack is found by its name and region, or created.</summary>
/// <param name="Slave">Where the aggregated values come from.</param>
/// <param name="Metric">Its name, e.g. <c>CPUUtilization</c>.</param>
public sealed record AutostackImport(Datasource Slave, string Namespace, string Metric) : ImportItem
{
    public override Datasource Datasource => AutostackDatasource.Instance;

    /// <summary>Null when the writer did not describe it, which is refused.</summary>
    public AutostackDefinition? Stack { get; init; }

    /// <summary>Null when none is named.</summary>
    public int? PeriodSeconds { get; init; }

    public ModelParams? Params { get; init; }

    public CompleteModelParams? CompleteParams { get; init; }

    /// <summary>Where the writer of the item has the parts of the spec.</summary>
    public required SpecFields Fields { get; init; }

    /// <summary>Where the writer of the item has the parts of the autostack.</summary>
    public required AutostackFields StackFields { get; init; }

    /// <summary>The spec of this metric of an autostack.</summary>
    public ModelSpec ToSpec(AutostackId autostack) =>
        new(new AutostackMetricSpec(autostack, Slave, Namespace, Metric) { PeriodSeconds = PeriodSeconds })
        {
            Params = Params,
            CompleteParams = CompleteParams,
        };
}
