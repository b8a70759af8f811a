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
[ActivationCountBasedPlacement, GrainType("metric")]
internal sealed partial class MetricGrain(MetricActorPorts ports, ModelSpecJson specs, LoadedModels models, ILogger<MetricGrain> logger)
    : Grain,
        IMetricGrain
{
    private static readonly TimeSpan BacklogPause = TimeSpan.FromMilliseconds(1);

    private MetricActor? _actor;
    private IGrainTimer? _backlogTimer;
    private bool _hasModel;

    private MetricId MetricId => new(this.GetPrimaryKey());

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

    public async Task<GrainReply<bool>> DeleteAsync()
    {
        var reply = await RunAsync(actor => DoneAsync(actor.DeleteAsync(CancellationToken.None)));
        Forget();
        return reply;
    }

    public Task<GrainReply<bool>> SaveAsync() => RunAsync(actor => DoneAsync(actor.SaveAsync(CancellationToken.None)));

    public Task<GrainReply<bool>> WakeAsync() => RunAsync(_ => Task.FromResult(true));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_actor is not { } actor)
        {
            return;
        }
        try
        {
            await actor.UnloadAsync(cancellationToken);
        }
        finally
        {
            Drop();
        }
    }

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    private async Task<GrainReply<T>> RunAsync<T>(Func<MetricActor, Task<T>> work)
    {
        try
        {
            _actor ??= await MetricActor.LoadAsync(MetricId, ports, CancellationToken.None);
            var value = await work(_actor);
            CountModel(_actor.HasModel);
            WatchBacklog(_actor);
            return new(value, null);
        }
        catch (DomainException refusal)
        {
            if (_actor is null || refusal.Reason == ErrorReason.StorageUnavailable)
            {
                Forget();
            }
            return new(default, new((int)refusal.Reason, refusal.Message, new(refusal.Metadata), Stale: false));
        }
        catch (StaleWriterException)
        {
            Log.Stale(logger, MetricId.ToString());
            Forget();
            var refusal = MetricErrors.MetricChanged(MetricId);
            return new(default, new((int)refusal.Reason, refusal.Message, new(refusal.Metadata), Stale: true));
        }
        catch (Exception fault)
        {
            // The boundary of the actor: what it holds is not to be trusted any more, and the caller learns that it was our fault.
            Log.Failed(logger, fault, MetricId.ToString());
            Forget();
            return new(default, new((int)ErrorReason.Internal, fault.Message, [], Stale: false));
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
        DeactivateOnIdle();
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
