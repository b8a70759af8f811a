using HtmIt.Core.Datasources;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Actors;

/// <content>The state machine: unmonitored, pending data, create pending, active, error.</content>
public sealed partial class MetricActor
{
    private const int ClearSliceRows = 5_000;

    /// <summary>Monitors the metric; false when it was monitored already. A model that began by itself gives way to one that somebody describes.</summary>
    public async Task<bool> StartAsync(ModelSpec spec, CancellationToken cancellationToken)
    {
        if (_metric.Datasource != spec.Datasource)
        {
            throw MetricErrors.MetricNotCustom(_metric.Id, _metric.Datasource);
        }
        if (_metric.IsMonitored && !(_metric.IsAutomatic && spec.HasParams))
        {
            await EnsureCurrentAsync(cancellationToken);
            return false;
        }
        await DropModelAsync(cancellationToken);
        await BeginGenerationAsync(spec, clearing: _metric.Definition is not null, cancellationToken);
        return true;
    }

    /// <summary>Unmonitors the metric. The rows stay, without scores.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_metric.IsMonitored)
        {
            await EnsureCurrentAsync(cancellationToken);
            return;
        }
        await DropModelAsync(cancellationToken);
        var change = new MetricChange(MetricStatus.Unmonitored) { NextGeneration = true, Clearing = _metric.Definition is not null };
        await ChangeAsync(change, cancellationToken);
        if (_metric.Clearing)
        {
            await ClearScoresAsync(cancellationToken);
        }
    }

    /// <summary>Begins again, with the same spec or another; every stored row is scored anew.</summary>
    /// <param name="generation">Which generation is to be restarted; null for whatever it is.</param>
    public async Task RestartAsync(ModelSpec? other, int? generation, CancellationToken cancellationToken)
    {
        if (_metric.Spec is not { } spec)
        {
            await EnsureCurrentAsync(cancellationToken);
            throw MetricErrors.MetricNotMonitored(_metric.Id);
        }
        if (generation is { } expected && expected != _metric.Generation)
        {
            await EnsureCurrentAsync(cancellationToken);
            throw MetricErrors.MetricChanged(_metric.Id);
        }
        await DropModelAsync(cancellationToken);
        // Scores of two generations never stand side by side.
        await BeginGenerationAsync(other ?? spec, clearing: _metric.Definition is not null, cancellationToken);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await DropModelAsync(cancellationToken);
        if (!await _ports.Metrics.DeleteAsync(_metric, cancellationToken))
        {
            throw MetricErrors.MetricNotFound(_metric.Id);
        }
    }

    /// <summary>The datasource gave up: the metric says so.</summary>
    public async Task FailAsync(string message, CancellationToken cancellationToken)
    {
        if (_metric.Status is MetricStatus.Unmonitored or MetricStatus.Error)
        {
            await EnsureCurrentAsync(cancellationToken);
            return;
        }
        await DropModelAsync(cancellationToken);
        await ChangeAsync(new(MetricStatus.Error) { StatusMessage = message }, cancellationToken);
    }

    /// <summary>Scores the next slice of the backlog; the last one makes the model active.</summary>
    public async Task WorkOffBacklogAsync(CancellationToken cancellationToken)
    {
        if (!HasBacklog || _model is not { } model)
        {
            return;
        }
        var rows = await model.ReadNextAsync(_ports.Options.Value.BacklogSliceRows, cancellationToken);
        if (rows.Count > 0)
        {
            var scored = rows.Select(row => row with { Score = model.Compute(row.RowId, row.Time, row.Value) }).ToArray();
            await _ports.Log.RescoreAsync(Ref, Head, scored, model.TakeIncidents(), cancellationToken);
        }
        // No rows: the last ones are no longer kept.
        if (model.RowId == _lastRowId || rows.Count == 0)
        {
            await model.SaveAsync(_ports.Options.Value.RowsWorthSaving, cancellationToken);
            await ChangeAsync(new(MetricStatus.Active), cancellationToken);
        }
        else
        {
            model.SaveInBackground(_ports.Options.Value.RowsPerCheckpoint);
        }
    }

    private async Task BeginGenerationAsync(ModelSpec spec, bool clearing, CancellationToken cancellationToken)
    {
        var statistics = await _ports.Reader.ReadStatisticsAsync(_metric.Number, cancellationToken);
        var definition = _ports.Definitions.Of(spec, statistics.RowCount);
        var change = new MetricChange(StartStatus(definition))
        {
            NextGeneration = true,
            Spec = spec,
            Definition = definition,
            Clearing = clearing,
        };
        await ChangeAsync(change, cancellationToken);
        if (_metric.Clearing)
        {
            await ClearScoresAsync(cancellationToken);
        }
        CreateModel();
    }

    /// <summary>Enough rows have come.</summary>
    private async Task ActivateAsync(CancellationToken cancellationToken)
    {
        var statistics = await _ports.Reader.ReadStatisticsAsync(_metric.Number, cancellationToken);
        if (_ports.Definitions.Of(_metric.Spec!, statistics.RowCount) is { } definition)
        {
            await ChangeAsync(new(MetricStatus.CreatePending) { Definition = definition }, cancellationToken);
            CreateModel();
        }
    }

    private MetricStatus StartStatus(ModelDefinition? definition) =>
        definition is null ? MetricStatus.PendingData
        : _lastRowId > 0 ? MetricStatus.CreatePending
        : MetricStatus.Active;

    private void CreateModel() =>
        _model = _metric.Definition is { } definition ? ModelSession.Create(Ref, _metric.Generation, definition, _ports) : null;

    private async Task LoadModelAsync(CancellationToken cancellationToken)
    {
        var checkpoint = await _ports.Loading.RunAsync(() => _ports.Checkpoints.LoadAsync(_metric.Number, cancellationToken));
        CreateModel();
        if (checkpoint is not null && checkpoint.Generation == _metric.Generation)
        {
            _model!.Restore(checkpoint);
        }
        if (_metric.Status == MetricStatus.Active)
        {
            await _model!.ReplayAsync(_lastRowId, cancellationToken);
        }
    }

    private async Task DropModelAsync(CancellationToken cancellationToken)
    {
        if (_model is { } model)
        {
            await model.FinishSavingAsync(cancellationToken);
            _model = null;
        }
    }

    /// <summary>Takes the scores of an ended model off the rows, newest first, a slice at a time, so that no commit is long.</summary>
    private async Task ClearScoresAsync(CancellationToken cancellationToken)
    {
        long? toTime = null;
        while (true)
        {
            var query = new RowQuery(_metric.Number)
            {
                ToTime = toTime,
                Descending = true,
                Limit = ClearSliceRows,
            };
            var rows = await _ports.Reader.ReadAsync(query, cancellationToken);
            if (rows.Count == 0)
            {
                break;
            }
            toTime = rows[^1].Time - 1;
            await _ports.Log.RescoreAsync(Ref, Head, [.. rows.Reverse().Select(row => row with { Score = null })], [], cancellationToken);
        }
        // A model about to score the rows needs a generation of its own: another node may be clearing still, and must be refused from here on.
        var change = new MetricChange(_metric.Status)
        {
            NextGeneration = _metric.IsMonitored,
            Spec = _metric.Spec,
            Definition = _metric.IsMonitored ? _metric.Definition : null,
        };
        await ChangeAsync(change, cancellationToken);
    }
}
