using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine;

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
        await log.AppendAsync(metric, head, next, [], CancellationToken.None);
        _last += rows.Count;
        return _last;
    }
}
