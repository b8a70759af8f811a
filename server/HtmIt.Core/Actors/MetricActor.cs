using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Actors;

/// <summary>One metric: the only writer of its rows and the owner of its model. Used by one caller at a time. After any exception but a
/// refusal (<see cref="DomainException"/> other than StorageUnavailable) what it holds may be ahead of the log, and it must be thrown
/// away; the next one reads the truth.</summary>
public sealed partial class MetricActor
{
    private readonly MetricActorPorts _ports;
    private Metric _metric;
    private long _lastRowId;
    private long _lastTime;
    private ModelSession? _model;

    private MetricActor(MetricActorPorts ports, Metric metric)
    {
        _ports = ports;
        _metric = metric;
    }

    public MetricStatus Status => _metric.Status;

    /// <summary>Whether it holds a model, which is nearly all of its memory.</summary>
    public bool HasModel => _model is not null;

    public bool HasBacklog => _metric.Status == MetricStatus.CreatePending;

    private MetricRef Ref => new(_metric.Number, _metric.Id);

    private LogHead Head => new(_lastRowId, _metric.Generation, _metric.Status);

    /// <summary>Reads the metric, finishes a clearing that was cut off, and brings the model up to the last row.</summary>
    /// <exception cref="DomainException">MetricNotFound.</exception>
    public static async Task<MetricActor> LoadAsync(MetricId id, MetricActorPorts ports, CancellationToken cancellationToken)
    {
        var metric =
            await ports.Loading.RunAsync(() => ports.Metrics.FindAsync(id, cancellationToken)) ?? throw MetricErrors.MetricNotFound(id);
        var actor = new MetricActor(ports, metric)
        {
            _lastRowId = metric.LastRowId,
            _lastTime = metric.LastSampleTime?.ToUnixTimeSeconds() ?? -1,
        };
        if (metric.Clearing)
        {
            await actor.ClearScoresAsync(cancellationToken);
        }
        if (metric.Status is MetricStatus.Active or MetricStatus.CreatePending)
        {
            await actor.LoadModelAsync(cancellationToken);
        }
        return actor;
    }

    /// <summary>Stores samples and, when there is a model, their scores, in one write.</summary>
    public Task<AppendOutcome> AppendAsync(IReadOnlyList<Sample> samples, CancellationToken cancellationToken) =>
        _metric.Datasource.TakesSamples
            ? AppendAsync(samples, nextCollectTime: null, cancellationToken)
            : Task.FromResult(RefuseAll(samples, MetricErrors.MetricNotCustom(_metric.Id, _metric.Datasource)));

    /// <summary>Stores collected samples like any others, and in the same write where the next collection begins.</summary>
    /// <exception cref="DomainException">MetricInError: nothing was stored, and the next collection begins where this one did.</exception>
    public async Task<AppendOutcome> CollectAsync(
        IReadOnlyList<Sample> samples,
        DateTimeOffset nextCollectTime,
        CancellationToken cancellationToken
    )
    {
        var outcome = await AppendAsync(samples, nextCollectTime, cancellationToken);
        return _metric.Status == MetricStatus.Error ? throw InError() : outcome;
    }

    private async Task<AppendOutcome> AppendAsync(
        IReadOnlyList<Sample> samples,
        DateTimeOffset? nextCollectTime,
        CancellationToken cancellationToken
    )
    {
        if (_metric.Status == MetricStatus.Error)
        {
            await EnsureCurrentAsync(cancellationToken);
            return RefuseAll(samples);
        }
        var rows = new List<DataRow>(samples.Count);
        List<int>? late;
        try
        {
            late = Number(samples, rows);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The engine takes every finite value; if it fails all the same, the metric says so instead of losing samples in silence.
            await ChangeAsync(new(MetricStatus.Error) { StatusMessage = fault.Message }, cancellationToken);
            _model = null;
            return RefuseAll(samples);
        }
        if (nextCollectTime is { } next)
        {
            await _ports.Log.CollectAsync(Ref, Head, rows, TakeIncidents(), next, cancellationToken);
        }
        else if (rows.Count > 0)
        {
            await _ports.Log.AppendAsync(Ref, Head, rows, TakeIncidents(), cancellationToken);
        }
        else if (late is not null)
        {
            await EnsureCurrentAsync(cancellationToken);
        }
        if (rows.Count > 0)
        {
            (_lastRowId, _lastTime) = (rows[^1].RowId, rows[^1].Time);
        }
        var (alreadyStored, refusals) = late is null ? ([], []) : await ExplainAsync(samples, late, cancellationToken);
        await AfterAppendAsync(cancellationToken);
        return new(rows.Count == 0 ? 0 : rows[0].RowId, rows.Count, alreadyStored, refusals);
    }

    /// <summary>Saves the model, if saving it spares the next start enough work, and waits for a save under way.</summary>
    public async Task UnloadAsync(CancellationToken cancellationToken)
    {
        if (_model is { } model)
        {
            await model.SaveAsync(_ports.Options.Value.RowsWorthSaving, cancellationToken);
        }
    }

    /// <summary>Saves the model with all it has seen.</summary>
    public Task SaveAsync(CancellationToken cancellationToken) => _model?.SaveAsync(1, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Splits samples into rows, numbered and scored, and the indices of those whose time is not after the last, if there are any.
    /// </summary>
    private List<int>? Number(IReadOnlyList<Sample> samples, List<DataRow> rows)
    {
        List<int>? late = null;
        var (rowId, time) = (_lastRowId, _lastTime);
        var scorer = _metric.Status == MetricStatus.Active ? _model : null;
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            if (sample.Time <= time)
            {
                (late ??= []).Add(i);
                continue;
            }
            (rowId, time) = (rowId + 1, sample.Time);
            rows.Add(new(rowId, time, sample.Value, scorer?.Compute(rowId, time, sample.Value)));
        }
        return late;
    }

    private IReadOnlyList<IncidentState> TakeIncidents() => _model?.TakeIncidents() ?? [];

    private DomainException InError() =>
        new(ErrorReason.MetricInError, $"Metric '{_metric.Id.ResourceName}' is in ERROR: {_metric.StatusMessage}");

    private AppendOutcome RefuseAll(IReadOnlyList<Sample> samples) => RefuseAll(samples, InError());

    private static AppendOutcome RefuseAll(IReadOnlyList<Sample> samples, DomainException refusal) =>
        new(0, 0, [], [.. samples.Select((_, i) => new SampleRefusal(i, refusal.Reason, "metric", refusal.Message))]);

    /// <summary>Parts samples whose time is not after the last into those that are stored already and those that are refused.</summary>
    private async Task<(List<int> AlreadyStored, List<SampleRefusal> Refusals)> ExplainAsync(
        IReadOnlyList<Sample> samples,
        List<int> late,
        CancellationToken cancellationToken
    )
    {
        var times = late.ConvertAll(i => samples[i].Time);
        var stored = await _ports.Reader.ReadAtAsync(_metric.Number, times, cancellationToken);
        var (alreadyStored, refusals) = (new List<int>(), new List<SampleRefusal>());
        foreach (var i in late)
        {
            if (!stored.TryGetValue(samples[i].Time, out var row))
            {
                refusals.Add(NotIncreasing(i, samples[i]));
            }
            else if (row.Value.Equals(samples[i].Value))
            {
                alreadyStored.Add(i);
            }
            else
            {
                refusals.Add(SecondTaken(i, samples[i], row));
            }
        }
        return (alreadyStored, refusals);
    }

    private SampleRefusal NotIncreasing(int index, Sample sample)
    {
        var inTheWay = $"{DateTimeOffset.FromUnixTimeSeconds(_lastTime):u} (row {_lastRowId})";
        return RefuseTime(index, ErrorReason.SampleTimeNotIncreasing, sample, $"must be after the last stored sample time, {inTheWay}");
    }

    private static SampleRefusal SecondTaken(int index, Sample sample, DataRow row) =>
        RefuseTime(
            index,
            ErrorReason.SampleTimeResolution,
            sample,
            $"must not fall into the second of row {row.RowId}, which has the value {row.Value:R}: times are kept in whole seconds"
        );

    private static SampleRefusal RefuseTime(int index, ErrorReason reason, Sample sample, string rule) =>
        new(
            index,
            reason,
            "sample_time",
            FieldViolation.Of("sample_time", $"{DateTimeOffset.FromUnixTimeSeconds(sample.Time):u}", rule).ToString()
        );

    private async Task AfterAppendAsync(CancellationToken cancellationToken)
    {
        if (_metric.Status == MetricStatus.PendingData && _lastRowId >= DefineModel.RowsBeforeStart)
        {
            await ActivateAsync(cancellationToken);
        }
        _model?.SaveInBackground(_ports.Options.Value.RowsPerCheckpoint);
    }

    /// <summary>An answer that writes nothing meets no compare and set: another server may have made it untrue since this actor last wrote, and
    /// so may a database that was restored.</summary>
    /// <exception cref="StaleWriterException">The metric is not as this actor holds it.</exception>
    private async Task EnsureCurrentAsync(CancellationToken cancellationToken)
    {
        var found = await _ports.Metrics.FindAsync(_metric.Id, cancellationToken);
        if (
            found is null
            || (found.Number, found.Generation, found.Status, found.LastRowId)
                != (_metric.Number, _metric.Generation, _metric.Status, _lastRowId)
        )
        {
            throw new StaleWriterException(Ref);
        }
    }

    private async Task ChangeAsync(MetricChange change, CancellationToken cancellationToken)
    {
        var changed = await _ports.Metrics.TryChangeAsync(_metric with { LastRowId = _lastRowId }, change, cancellationToken);
        _metric = changed ?? throw new StaleWriterException(Ref);
    }
}
