using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Engine;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Core.Exchange;

/// <summary>One metric that is being imported: its rows are stored as they come, and in the end it is monitored.</summary>
public sealed class MetricImport
{
    private readonly ImportMetrics _ports;
    private readonly WholeMetric _whole;
    private readonly NewMetric? _wanted;
    private readonly Metric? _existing;
    private readonly bool _isNew;
    private readonly bool _validateOnly;
    private LogHead _head;
    private DataRow? _first;
    private DataRow? _last;
    private long _rowCount;
    private long _noticed;

    /// <param name="wanted">Null when it can't be told without making something.</param>
    /// <param name="existing">Null when there is none, and none was made.</param>
    internal MetricImport(ImportMetrics ports, WholeMetric whole, NewMetric? wanted, Metric? existing, bool isNew, bool validateOnly)
    {
        (_ports, _whole, _wanted, _existing, _isNew, _validateOnly) = (ports, whole, wanted, existing, isNew, validateOnly);
        Resource = existing?.Resource ?? wanted?.Resource ?? whole.Metric.Resource;
        _head = existing is null ? default : new(existing.LastRowId, existing.Generation, existing.Status);
    }

    /// <summary>What the metric is measured on here.</summary>
    public string Resource { get; }

    /// <summary>Whether the metric is monitored already, and stays as it is.</summary>
    public bool IsKnown => _existing is { IsMonitored: true };

    /// <summary>The metric; null when it was only checked and does not exist.</summary>
    public MetricRef? Metric => _existing is null ? null : new(_existing.Number, _existing.Id);

    public long StoredRows { get; private set; }

    /// <summary>Stores those of the rows that are not there yet.</summary>
    /// <exception cref="DomainException">InvalidField: the rows are in no order, or the metric has others.</exception>
    public async Task AddAsync(IReadOnlyList<DataRow> rows, CancellationToken cancellationToken)
    {
        CheckOrder(rows);
        _rowCount += rows.Count;
        if (IsKnown)
        {
            return;
        }
        var before = rows.Where(row => row.RowId <= _head.LastRowId).ToArray();
        if (before.Length > 0 && StoredRows == 0 && !await AreStoredAsync(before[^1], cancellationToken))
        {
            throw OthersThere();
        }
        var missing = before.Length == 0 ? rows : [.. rows.Skip(before.Length)];
        if (missing.Count == 0)
        {
            return;
        }
        if (_head.LastRowId > 0 && missing[0].RowId != _head.LastRowId + 1)
        {
            throw OthersThere();
        }
        if (!_validateOnly)
        {
            await AppendAsync(missing, [], cancellationToken);
        }
        _head = _head with { LastRowId = missing[^1].RowId };
        StoredRows += missing.Count;
    }

    /// <summary>Stores incidents of the rows that came. Those that are there already, from an import that was cut off, become as they are given.
    /// </summary>
    /// <exception cref="DomainException">InvalidField: they are of other rows, or in no order.</exception>
    public async Task AddAsync(IReadOnlyList<IncidentState> incidents, CancellationToken cancellationToken)
    {
        // Without rows, as all were too old to be kept, there is nothing that they could be about.
        if (_last is not { } last)
        {
            return;
        }
        _noticed = ImportedIncidents.Check(incidents, last, _noticed, _whole.Field["incidents"]["incidents"]);
        if (!IsKnown && !_validateOnly)
        {
            await AppendAsync([], incidents, cancellationToken);
        }
    }

    /// <summary>Monitors the metric, if it was, with what its model has learnt.</summary>
    /// <param name="rowCount">How many rows there were to be.</param>
    /// <returns>Whether anything was changed.</returns>
    /// <exception cref="DomainException">InvalidField, QuotaExceeded.</exception>
    public async Task<bool> FinishAsync(ModelState? state, long rowCount, CancellationToken cancellationToken)
    {
        if (rowCount != _rowCount)
        {
            throw _whole
                .Field["metric_end"]["row_count"]
                .Invalid(rowCount, $"must be the number of the metric's rows, and {_rowCount} came");
        }
        CheckState(state);
        if (IsKnown)
        {
            return false;
        }
        var given = _whole.Metric;
        // The metric has gone on by itself since an import.
        if (_head.LastRowId > (_last?.RowId ?? 0) && (_last is not { } last || !await AreStoredAsync(last, cancellationToken)))
        {
            throw OthersThere();
        }
        if (_validateOnly)
        {
            return StoredRows > 0 || given.IsMonitored || _existing is null;
        }
        await CheckIsOfRowAsync(state, cancellationToken);
        if (given.NextCollectTime is { } next)
        {
            await _ports.Log.CollectAsync(Metric!.Value, _head, [], [], next, cancellationToken);
        }
        if (!given.IsMonitored)
        {
            return StoredRows > 0 || _isNew;
        }
        // The spec as it was made here: an autostack has another identity.
        var change = new MetricChange(given.Status)
        {
            StatusMessage = given.StatusMessage,
            NextGeneration = true,
            Spec = _wanted!.Spec,
            Definition = given.Definition,
            KeepsIncidents = true,
            // Of a metric all of whose rows were too old to be kept nothing but the state is left, and its rows begin at 1 here.
            State = _last is null && state is not null ? state with { RowId = _head.LastRowId } : state,
        };
        await _ports.MonitorAsync(_existing! with { LastRowId = _head.LastRowId }, change, cancellationToken);
        return true;
    }

    /// <summary>Removes what was stored, because other rows come in its place.</summary>
    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        if (_isNew && !_validateOnly)
        {
            await _ports.Metrics.DeleteAsync(_existing!, cancellationToken);
        }
    }

    private async Task AppendAsync(IReadOnlyList<DataRow> rows, IReadOnlyList<IncidentState> incidents, CancellationToken cancellationToken)
    {
        try
        {
            await _ports.Log.AppendAsync(Metric!.Value, _head, rows, incidents, cancellationToken);
        }
        catch (StaleWriterException)
        {
            throw OthersThere();
        }
    }

    private void CheckOrder(IReadOnlyList<DataRow> rows)
    {
        var latest = _ports.LatestTime;
        foreach (var row in rows)
        {
            if (_last is { } last && (row.RowId != last.RowId + 1 || row.Time <= last.Time))
            {
                throw _whole.Field["rows"].Invalid(row.RowId, "must be rows that follow each other, with increasing numbers and times");
            }
            if (row.Time < SampleRules.EarliestTime || row.Time > latest)
            {
                throw _whole
                    .Field["rows"]
                    .Invalid(
                        row.RowId,
                        "must be rows with times that samples may have: not before 2000-01-01, nor more than a day in the future"
                    );
            }
            _first ??= row;
            _last = row;
        }
    }

    private void CheckState(ModelState? state)
    {
        if (state is null)
        {
            return;
        }
        try
        {
            AnomalyModel.Load(state.Bytes);
        }
        catch (SnapshotFormatException fault)
        {
            throw _whole.Field["snapshot"]["state"].Invalid("", $"must be a state that this server reads: {fault.Message}");
        }
        var latest = _last?.Time ?? _ports.LatestTime;
        if (
            state.RowId < 1
            || state.RowId > (_last?.RowId ?? long.MaxValue)
            || state.Time < SampleRules.EarliestTime
            || state.Time > latest
        )
        {
            throw NotOfRow(state);
        }
    }

    /// <summary>A state of other rows would go on with other scores, and nobody could tell why.</summary>
    private async Task CheckIsOfRowAsync(ModelState? state, CancellationToken cancellationToken)
    {
        if (state is null || _first is not { } first || state.RowId < first.RowId)
        {
            return;
        }
        var stored = await _ports.Reader.ReadAtAsync(_existing!.Number, [state.Time], cancellationToken);
        if (!stored.TryGetValue(state.Time, out var row) || row.RowId != state.RowId)
        {
            throw NotOfRow(state);
        }
    }

    private DomainException NotOfRow(ModelState state) =>
        _whole.Field["snapshot"]["last_row_id"].Invalid(state.RowId, "must be one of the metric's rows, with its time as last_sample_time");

    private async Task<bool> AreStoredAsync(DataRow row, CancellationToken cancellationToken)
    {
        var stored = await _ports.Reader.ReadAtAsync(_existing!.Number, [row.Time], cancellationToken);
        return stored.TryGetValue(row.Time, out var found) && found.Equals(row);
    }

    private DomainException OthersThere() =>
        _whole.Field["metric"].Invalid(_existing!.Key, "must have no rows here, or the first of these: it has rows of its own");
}
