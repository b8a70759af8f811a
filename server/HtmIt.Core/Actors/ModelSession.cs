using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Engine;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Snapshots;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Actors;

/// <summary>An engine model in memory, how far in the log it is, and its checkpoints.</summary>
internal sealed partial class ModelSession
{
    private const int ReplaySliceRows = 5_000;

    private readonly MetricRef _metric;
    private readonly int _generation;
    private readonly ModelDefinition _definition;
    private readonly MetricActorPorts _ports;
    private AnomalyModel _model;
    private long _time = long.MinValue;
    private long _savedRowId;
    private Task _saving = Task.CompletedTask;

    private readonly List<IncidentState> _ended = [];

    /// <summary>The incident that goes on as it stood at its last step, if that has not been taken.</summary>
    private IncidentState? _running;

    private ModelSession(MetricRef metric, int generation, ModelDefinition definition, MetricActorPorts ports)
    {
        (_metric, _generation, _definition, _ports) = (metric, generation, definition, ports);
        _model = definition.CreateModel();
    }

    /// <summary>The last row the model has seen.</summary>
    public long RowId { get; private set; }

    public static ModelSession Create(MetricRef metric, int generation, ModelDefinition definition, MetricActorPorts ports) =>
        new(metric, generation, definition, ports);

    public AnomalyResult Compute(long rowId, long time, double value)
    {
        var result = _model.Compute(time, value);
        (RowId, _time) = (rowId, time);
        if (_model.IncidentEvents.HasFlag(IncidentEvents.Ended) && _model.EndedIncident is { } ended)
        {
            _ended.Add(ended);
            _running = null;
        }
        // At the step, not when it is taken: what is stored does not depend on how many rows come at a time.
        _running = result.Severity > 0 ? _model.RunningIncident : _running;
        return result;
    }

    /// <summary>The incidents that took a step or ended since the last call, as they stood at the last of those, by when they began.</summary>
    public IReadOnlyList<IncidentState> TakeIncidents()
    {
        IReadOnlyList<IncidentState> changed = _running is { } running ? [.. _ended, running] : [.. _ended];
        Forget();
        return changed;
    }

    /// <summary>Takes over a checkpoint. A damaged one is passed over: replaying all rows gives the same state.</summary>
    public void Restore(Checkpoint checkpoint)
    {
        try
        {
            _model = AnomalyModel.Load(checkpoint.State);
            (RowId, _time, _savedRowId) = (checkpoint.RowId, checkpoint.Time, checkpoint.RowId);
        }
        catch (SnapshotFormatException fault)
        {
            Log.DamagedCheckpoint(_ports.Logger, fault, _metric.Id.ToString());
            _model = _definition.CreateModel();
        }
    }

    /// <summary>Feeds the model the rows it has not seen. Their stored scores must come out again.</summary>
    public async Task ReplayAsync(long lastRowId, CancellationToken cancellationToken)
    {
        var different = 0;
        while (RowId < lastRowId)
        {
            var rows = await ReadNextAsync(ReplaySliceRows, cancellationToken);
            if (rows.Count == 0)
            {
                break;
            }
            foreach (var row in rows)
            {
                var score = Compute(row.RowId, row.Time, row.Value);
                different += row.Score is { } stored && !stored.Equals(score) ? 1 : 0;
            }
            // They were stored with the rows.
            Forget();
        }
        if (different > 0)
        {
            Log.ReplayDiffers(_ports.Logger, _metric.Id.ToString(), different);
        }
    }

    public Task<IReadOnlyList<DataRow>> ReadNextAsync(int limit, CancellationToken cancellationToken)
    {
        var query = new RowQuery(_metric.Number)
        {
            FromTime = RowId == 0 ? null : _time + 1,
            IncludeUnscored = true,
            Limit = limit,
        };
        return _ports.Loading.RunAsync(() => _ports.Reader.ReadAsync(query, cancellationToken));
    }

    /// <summary>Begins to save the model if enough rows have passed since the last time; the caller does not wait for the database. Where too
    /// many others are being saved it is left for the next time.</summary>
    public void SaveInBackground(int rows)
    {
        if (RowId - _savedRowId >= rows && _saving.IsCompleted && _ports.Saving.TryEnter())
        {
            _saving = StoreAsync(CancellationToken.None);
        }
    }

    public async Task SaveAsync(int rows, CancellationToken cancellationToken)
    {
        await FinishSavingAsync(cancellationToken);
        if (RowId - _savedRowId >= rows)
        {
            await _ports.Saving.EnterAsync(cancellationToken);
            await StoreAsync(cancellationToken);
        }
    }

    private void Forget()
    {
        _ended.Clear();
        _running = null;
    }

    public Task FinishSavingAsync(CancellationToken cancellationToken) => _saving.WaitAsync(cancellationToken);

    /// <summary>Leaves the gate in the end. Never throws for a failing database: a checkpoint is a cache, the next one will do.</summary>
    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var bytes = new PooledBytes();
            _model.Save(bytes);
            var checkpoint = new Checkpoint(_generation, RowId, _time, bytes.Written) { Pool = bytes };
            await _ports.Checkpoints.SaveAsync(_metric.Number, checkpoint, cancellationToken);
            _savedRowId = checkpoint.RowId;
            _ports.CheckpointFaults.Succeeded();
        }
        catch (DomainException fault) when (fault.Reason == ErrorReason.StorageUnavailable)
        {
            _ports.CheckpointFaults.Failed(fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotSaved(_ports.Logger, fault, _metric.Id.ToString());
        }
        finally
        {
            _ports.Saving.Leave();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "The checkpoint of metric {Metric} is damaged; all its rows are replayed")]
        public static partial void DamagedCheckpoint(ILogger logger, Exception fault, string metric);

        [LoggerMessage(1002, LogLevel.Error, "Replaying metric {Metric} gave other scores than stored for {Rows} rows")]
        public static partial void ReplayDiffers(ILogger logger, string metric, int rows);

        [LoggerMessage(1003, LogLevel.Warning, "A checkpoint of metric {Metric} could not be saved")]
        public static partial void NotSaved(ILogger logger, Exception fault, string metric);
    }
}
