using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Writes rows with given scores to the end of one metric's log.</summary>
internal sealed class LogPen(ISampleLog log, MetricRef metric, long lastRow)
{
    private long _last = lastRow;

    public MetricRef Metric => metric;

    /// <summary>Appends one row; gives its row id.</summary>
    public Task<long> WriteAsync(long time, AnomalyResult score, double value = 42) => WriteAsync([(time, score)], value);

    /// <summary>Appends rows in one commit; gives the last row id.</summary>
    public async Task<long> WriteAsync(IReadOnlyList<(long Time, AnomalyResult Score)> rows, double value = 42)
    {
        var head = new LogHead(_last, 0, 0);
        var next = rows.Select((row, i) => new DataRow(_last + i + 1, row.Time, value, row.Score)).ToArray();
        await log.AppendAsync(metric, head, next, [.. next.Select(IncidentOf).OfType<IncidentState>()], CancellationToken.None);
        _last += rows.Count;
        return _last;
    }

    /// <summary>The incident that begins with a row, if it has a severity.</summary>
    public static IncidentState? IncidentOf(DataRow row)
    {
        if (row.Score is not { Severity: > 0 } score)
        {
            return null;
        }
        var at = new IncidentRow(row.RowId, row.Time, row.Value, score.Surprise);
        return new()
        {
            Began = at,
            Onset = at,
            Peak = at,
            Last = at,
            End = null,
            Severity = score.Severity,
            TellingCount = 1,
            Reasons = [new(EvidenceKind.Value, 1, 7)],
        };
    }

    /// <summary>Appends a row that changes an incident; gives the last row id.</summary>
    public async Task<long> ChangeAsync(long time, AnomalyResult score, Func<DataRow, IncidentState> change, double value = 42)
    {
        var row = new DataRow(_last + 1, time, value, score);
        await log.AppendAsync(metric, new LogHead(_last, 0, 0), [row], [change(row)], CancellationToken.None);
        return ++_last;
    }
}
