using HtmIt.Core.Datasources;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Exchange;

/// <summary>A piece of a metric that is exported whole.</summary>
public abstract record ExportedPart
{
    private ExportedPart() { }

    /// <summary>Begins a metric.</summary>
    /// <param name="Model">What makes its model again; null when it is not monitored.</param>
    /// <param name="FirstRowId">Number of its oldest row that is kept; 0 when there is none.</param>
    public sealed record Begin(Metric Metric, ExportedModel? Model, long FirstRowId) : ExportedPart;

    public sealed record Rows(IReadOnlyList<DataRow> Data) : ExportedPart;

    /// <param name="Data">In the order in which they were noticed.</param>
    public sealed record Incidents(IReadOnlyList<IncidentState> Data) : ExportedPart;

    public sealed record Snapshot(ModelState State) : ExportedPart;

    public sealed record End(long RowCount) : ExportedPart;
}
