using HtmIt.Faults.Histories;
using HtmIt.Faults.Watches;

namespace HtmIt.Faults.Checking;

/// <summary>Compares what was said with what is stored. Knows nothing of how either came about, and takes positions as opaque.</summary>
internal sealed class Checker
{
    private readonly HashSet<Finding> _findings = [];
    private readonly Record _record;
    private readonly IReadOnlyList<StoredRow> _table;
    private readonly Dictionary<(string Metric, long RowId), StoredRow> _rows = [];
    private readonly Dictionary<double, StoredRow> _values = [];

    private Checker(Record record, IReadOnlyList<StoredRow> table) => (_record, _table) = (record, table);

    /// <summary>Everything that is wrong, once each.</summary>
    public static IReadOnlySet<Finding> Check(Record record, IReadOnlyList<StoredRow> table)
    {
        var checker = new Checker(record, table);
        checker.CheckTable();
        checker.CheckAcknowledgements();
        checker.CheckRefusals();
        checker.CheckToldRows();
        foreach (var watch in record.Watches)
        {
            checker.CheckWatch(watch);
        }
        return checker._findings;
    }

    private void CheckTable()
    {
        var sent = _record.Sent.ToDictionary(sample => sample.Value);
        foreach (var row in _table)
        {
            if (!_rows.TryAdd((row.Metric, row.RowId), row))
            {
                Find(FindingKind.Doubled, $"{row}", "the table has two of them");
            }
            if (!_values.TryAdd(row.Value, row))
            {
                Find(
                    FindingKind.Doubled,
                    $"sample {row.Value} of {row.Name}",
                    $"stored as row {_values[row.Value].RowId} and as row {row.RowId}"
                );
            }
            if (!sent.TryGetValue(row.Value, out var sample) || sample != new SentSample(row.Name, row.Time, row.Value))
            {
                Find(FindingKind.Invented, $"{row}", $"nobody sent the value {row.Value} for the time {row.Time}");
            }
        }
        foreach (var metric in _table.GroupBy(row => row.Name))
        {
            CheckNumbers(metric.Key, [.. metric.OrderBy(row => row.RowId)]);
        }
    }

    /// <summary>Rows are numbered 1, 2, 3 … in increasing sample time.</summary>
    private void CheckNumbers(string name, StoredRow[] rows)
    {
        var (rowId, time) = (0L, long.MinValue);
        foreach (var row in rows)
        {
            if (row.RowId > rowId + 1)
            {
                Find(FindingKind.Doubled, $"row {rowId + 1} of {name}", $"there is none, but there is a row {row.RowId}");
            }
            if (row.Time <= time)
            {
                Find(FindingKind.Doubled, $"{row}", "its time is not after that of the row before");
            }
            (rowId, time) = (row.RowId, row.Time);
        }
    }

    private void CheckAcknowledgements()
    {
        foreach (var (sample, rowId) in _record.Acknowledged)
        {
            if (!_values.TryGetValue(sample.Value, out var row))
            {
                Find(FindingKind.Lost, $"{sample}", $"acknowledged{(rowId is null ? "" : $" as row {rowId}")}, and not in the table");
            }
            else if (row.Name != sample.Metric || row.Time != sample.Time)
            {
                Find(FindingKind.Lost, $"{sample}", $"the table has its value as {row}, time {row.Time}");
            }
            else if (rowId is not null && rowId != row.RowId)
            {
                Find(FindingKind.Invented, $"{sample}", $"acknowledged as row {rowId}, and stored as row {row.RowId}");
            }
        }
    }

    private void CheckRefusals()
    {
        foreach (var (sample, message) in _record.Refused)
        {
            Find(FindingKind.RefusedResend, $"{sample}", message);
        }
    }

    private void CheckToldRows()
    {
        foreach (var told in _record.Told)
        {
            var subject = $"row {told.RowId} of {told.Metric} with the value {told.Value}";
            var source = $"told by {told.Watch}, stream {told.Stream}, position {told.Position}";
            if (!_rows.TryGetValue((told.Metric, told.RowId), out var row))
            {
                Find(FindingKind.Invented, subject, $"{source}; the table has no such row");
            }
            else if (row.Value != told.Value || row.Time != told.Time)
            {
                Find(FindingKind.Invented, subject, $"{source}; the table has {row.Value} there");
            }
        }
        foreach (var position in _record.RefusedPositions)
        {
            var subject = $"position {position.Position} of {position.Watch}, stream {position.Stream}";
            Find(FindingKind.Invented, subject, $"the watch could not go on from it: {position.Message}");
        }

        // The same row again with another score has changed, and comes again rightly.
        foreach (var twice in _record.Told.GroupBy(row => row with { Position = "" }).Where(group => group.Skip(1).Any()))
        {
            var row = twice.Key;
            Find(
                FindingKind.Doubled,
                $"row {row.RowId} of {row.Metric} in {row.Watch}",
                $"given {twice.Count()} times by stream {row.Stream}"
            );
        }
    }

    private void CheckWatch(WatchKind watch)
    {
        var told = _record.Told.Where(row => row.Watch == watch.Name).Select(row => (row.Metric, row.RowId)).ToHashSet();
        foreach (var row in _table.Where(row => watch.Covers(row.Metric) && !told.Contains((row.Metric, row.RowId))))
        {
            Find(FindingKind.Missed, $"{row} in {watch.Name}", "never given");
        }
    }

    private void Find(FindingKind kind, string subject, string detail) => _findings.Add(new(kind, subject, detail));
}
