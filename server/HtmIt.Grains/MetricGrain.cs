using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace HtmIt.Grains;

/// <summary>Shell around <see cref="MetricActor"/>: one call at a time, loaded on first use, thrown away after a fault, and woken by a timer
/// while there is a backlog.</summary>
/// <remarks>Samples that come in at this process are handed over without a message (<see cref="TryAppendHere"/>): for a metric that gets one
/// sample at a time the message costs more than the sample. Calls of both kinds take turns.</remarks>
[ActivationCountBasedPlacement, GrainType("metric")]
internal sealed partial class MetricGrain(
    MetricActorPorts ports,
    ModelSpecJson specs,
    LoadedModels models,
    LocalGrains here,
    ILogger<MetricGrain> logger
) : Grain, IMetricGrain
{
    private static readonly TimeSpan BacklogPause = TimeSpan.FromMilliseconds(1);

    /// <summary>So long after a message others may do without one: an activation that gets none for some minutes is taken for idle.</summary>
    private static readonly TimeSpan MessageInterval = TimeSpan.FromMinutes(1);

    private readonly CallTurn _turn = new();
    private long _lastMessage;
    private MetricActor? _actor;
    private IGrainTimer? _backlogTimer;
    private bool _hasModel;

    private MetricId MetricId => new(this.GetPrimaryKey());

    /// <summary>Appends samples without a message, if the actor is in memory and has nothing else to do. Null if not: then it takes a message.
    /// </summary>
    /// <param name="byMessage">Appends by a message, where the actor turns out to be stale.</param>
    public Task<AppendOutcome>? TryAppendHere(
        IReadOnlyList<Sample> samples,
        Func<MetricId, IReadOnlyList<Sample>, CancellationToken, Task<AppendOutcome>> byMessage
    )
    {
        if (ports.Time.GetElapsedTime(Volatile.Read(ref _lastMessage)) > MessageInterval || !_turn.TryTake())
        {
            return null;
        }
        if (_actor is { HasBacklog: false } actor)
        {
            return AppendHereAsync(actor, samples, byMessage);
        }
        _turn.Return();
        return null;
    }

    public Task<GrainReply<AppendReply>> AppendAsync(SampleBlock samples) =>
        RunAsync(async actor => AppendReply.From(await actor.AppendAsync(samples.Samples, CancellationToken.None)));

    public Task<GrainReply<AppendReply>> CollectAsync(SampleBlock samples, long nextCollect) =>
        RunAsync(async actor =>
            AppendReply.From(
                await actor.CollectAsync(samples.Samples, DateTimeOffset.FromUnixTimeSeconds(nextCollect), CancellationToken.None)
            )
        );

    public Task<GrainReply<bool>> FailAsync(string message) =>
        RunAsync(actor => DoneAsync(actor.FailAsync(message, CancellationToken.None)));

    public Task<GrainReply<bool>> StartAsync(string spec) => RunAsync(actor => actor.StartAsync(specs.Read(spec), CancellationToken.None));

    public Task<GrainReply<bool>> StopAsync() => RunAsync(actor => DoneAsync(actor.StopAsync(CancellationToken.None)));

    public Task<GrainReply<bool>> RestartAsync(string? spec, int? generation) =>
        RunAsync(actor => DoneAsync(actor.RestartAsync(spec is null ? null : specs.Read(spec), generation, CancellationToken.None)));

    public Task<GrainReply<bool>> DeleteAsync() =>
        RunAsync(async actor =>
        {
            try
            {
                await actor.DeleteAsync(CancellationToken.None);
                return true;
            }
            finally
            {
                Forget();
            }
        });

    public Task<GrainReply<bool>> SaveAsync() => RunAsync(actor => DoneAsync(actor.SaveAsync(CancellationToken.None)));

    public Task<GrainReply<bool>> WakeAsync() => RunAsync(_ => Task.FromResult(true));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        here.Add(MetricId, this);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        here.Remove(MetricId, this);
        await _turn.TakeAsync();
        try
        {
            if (_actor is { } actor)
            {
                await actor.UnloadAsync(cancellationToken);
            }
        }
        finally
        {
            Drop();
            _turn.Return();
        }
    }

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    private async Task<AppendOutcome> AppendHereAsync(
        MetricActor actor,
        IReadOnlyList<Sample> samples,
        Func<MetricId, IReadOnlyList<Sample>, CancellationToken, Task<AppendOutcome>> byMessage
    )
    {
        AppendOutcome? outcome = null;
        GrainFault? refusal = null;
        try
        {
            outcome = await actor.AppendAsync(samples, CancellationToken.None);
            if (_actor is not null)
            {
                CountModel(actor.HasModel);
            }
        }
        catch (Exception fault)
        {
            refusal = Refuse(fault);
        }
        finally
        {
            _turn.Return();
        }
        if (refusal is { } told)
        {
            return told.Stale ? await byMessage(MetricId, samples, CancellationToken.None) : throw told.ToException();
        }
        if (actor.HasBacklog)
        {
            // Timers belong to the activation. If it leaves just now, the next sample wakes the next one.
            Task waking = this.AsReference<IMetricGrain>().WakeAsync();
            await waking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        return outcome!;
    }

    private async Task<GrainReply<T>> RunAsync<T>(Func<MetricActor, Task<T>> work)
    {
        Volatile.Write(ref _lastMessage, ports.Time.GetTimestamp());
        await _turn.TakeAsync();
        try
        {
            _actor ??= await MetricActor.LoadAsync(MetricId, ports, CancellationToken.None);
            var value = await work(_actor);
            if (_actor is { } actor)
            {
                CountModel(actor.HasModel);
                WatchBacklog(actor);
            }
            return new(value, null);
        }
        catch (Exception fault)
        {
            return new(default, Refuse(fault));
        }
        finally
        {
            _turn.Return();
        }
    }

    /// <summary>What the caller is told, and what becomes of the actor.</summary>
    private GrainFault Refuse(Exception fault)
    {
        switch (fault)
        {
            case DomainException refusal:
                if (_actor is null || refusal.Reason == ErrorReason.StorageUnavailable)
                {
                    Forget();
                }
                return new((int)refusal.Reason, refusal.Message, new(refusal.Metadata), Stale: false);
            case StaleWriterException:
                Log.Stale(logger, MetricId.ToString());
                Forget();
                var changed = MetricErrors.MetricChanged(MetricId);
                return new((int)changed.Reason, changed.Message, new(changed.Metadata), Stale: true);
            default:
                // The boundary of the actor: what it holds is not to be trusted any more, and the caller learns that it was our fault.
                Log.Failed(logger, fault, MetricId.ToString());
                Forget();
                return new((int)ErrorReason.Internal, fault.Message, [], Stale: false);
        }
    }

    /// <summary>The model's memory must not wait for whoever still holds the activation.</summary>
    private void Drop()
    {
        _actor = null;
        CountModel(false);
    }

    private void CountModel(bool isThere)
    {
        if (isThere == _hasModel)
        {
            return;
        }
        _hasModel = isThere;
        if (isThere)
        {
            models.Enter();
        }
        else
        {
            models.Leave();
        }
    }

    /// <summary>The state is dropped at once; the activation follows when it may.</summary>
    private void Forget()
    {
        Drop();
        _backlogTimer?.Dispose();
        _backlogTimer = null;
        GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "It reads the metric anew."));
    }

    private void WatchBacklog(MetricActor actor)
    {
        if (actor.HasBacklog && _backlogTimer is null)
        {
            var options = new GrainTimerCreationOptions(TimeSpan.Zero, BacklogPause) { KeepAlive = true };
            _backlogTimer = this.RegisterGrainTimer(WorkOffBacklogAsync, options);
        }
        else if (!actor.HasBacklog && _backlogTimer is { } timer)
        {
            timer.Dispose();
            _backlogTimer = null;
        }
    }

    private Task WorkOffBacklogAsync(CancellationToken cancellationToken) =>
        RunAsync(actor => DoneAsync(actor.WorkOffBacklogAsync(CancellationToken.None)));

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Warning, "Metric {Metric} was written by another actor; this one starts again from the log")]
        public static partial void Stale(ILogger logger, string metric);

        [LoggerMessage(3002, LogLevel.Error, "The actor of metric {Metric} failed and starts again from the log")]
        public static partial void Failed(ILogger logger, Exception fault, string metric);
    }
}
