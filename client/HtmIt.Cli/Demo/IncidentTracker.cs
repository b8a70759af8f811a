using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Gathers the rows at which incidents of at least this severity are noticed or raised; those of a metric are one when fewer than
/// <see cref="MergeDistance"/> rows lie between them.</summary>
internal sealed class IncidentTracker(double minSeverity)
{
    /// <summary>How many rows may lie between two of one incident: half an hour of one-minute samples, two and a half of five-minute ones.</summary>
    public const int MergeDistance = 30;

    private readonly Dictionary<string, Incident> _open = [];
    private readonly List<Incident> _incidents = [];
    private readonly Lock _lock = new();

    /// <summary>All incidents so far, in the order in which they were found.</summary>
    public IReadOnlyList<Incident> Incidents
    {
        get
        {
            lock (_lock)
            {
                return [.. _incidents];
            }
        }
    }

    /// <summary>Takes a scored row, in row order. Answers the incident that it begins, or null.</summary>
    public Incident? Add(MetricDataRow row, string metricName)
    {
        if (row.Score is not { Severity: > 0 } score || score.Severity < minSeverity)
        {
            return null;
        }

        lock (_lock)
        {
            if (_open.TryGetValue(row.Metric, out var open) && row.RowId - open.Last.RowId <= MergeDistance)
            {
                open.Add(row);
                return null;
            }

            var incident = new Incident(metricName, row);
            _open[row.Metric] = incident;
            _incidents.Add(incident);
            return incident;
        }
    }
}
