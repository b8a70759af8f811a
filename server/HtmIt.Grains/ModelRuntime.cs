using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using Orleans;
using Orleans.Runtime;

namespace HtmIt.Grains;

/// <summary>Reaches the actors wherever in the cluster they are.</summary>
internal sealed class ModelRuntime : IModelRuntime
{
    private const int Attempts = 5;

    private readonly IGrainFactory _grains;
    private readonly LocalGrains _here;
    private readonly Func<MetricId, IReadOnlyList<Sample>, CancellationToken, Task<AppendOutcome>> _byMessage;

    public ModelRuntime(IGrainFactory grains, LocalGrains here) => (_grains, _here, _byMessage) = (grains, here, AppendByMessageAsync);

    public Task<AppendOutcome> AppendAsync(MetricId id, IReadOnlyList<Sample> samples, CancellationToken cancellationToken) =>
        _here.TryGet(id, out var grain) && grain.TryAppendHere(samples, _byMessage) is { } call
            ? call.WaitAsync(cancellationToken)
            : AppendByMessageAsync(id, samples, cancellationToken);

    public async Task<AppendOutcome> CollectAsync(
        MetricId id,
        IReadOnlyList<Sample> samples,
        DateTimeOffset nextCollectTime,
        CancellationToken cancellationToken
    )
    {
        var block = new SampleBlock(samples);
        var reply = await CallAsync(id, grain => grain.CollectAsync(block, nextCollectTime.ToUnixTimeSeconds()), cancellationToken);
        return reply.ToOutcome();
    }

    public Task FailAsync(MetricId id, string message, CancellationToken cancellationToken) =>
        CallAsync(id, grain => grain.FailAsync(message), cancellationToken);

    public Task<bool> StartAsync(MetricId id, ModelSpec spec, CancellationToken cancellationToken)
    {
        var json = ModelSpecJson.Write(spec);
        return CallAsync(id, grain => grain.StartAsync(json), cancellationToken);
    }

    public Task StopAsync(MetricId id, CancellationToken cancellationToken) => CallAsync(id, grain => grain.StopAsync(), cancellationToken);

    public Task RestartAsync(MetricId id, ModelSpec? spec, int? generation, CancellationToken cancellationToken)
    {
        var json = spec is null ? null : ModelSpecJson.Write(spec);
        return CallAsync(id, grain => grain.RestartAsync(json, generation), cancellationToken);
    }

    public Task DeleteAsync(MetricId id, CancellationToken cancellationToken) =>
        CallAsync(id, grain => grain.DeleteAsync(), cancellationToken);

    public Task SaveAsync(MetricId id, CancellationToken cancellationToken) => CallAsync(id, grain => grain.SaveAsync(), cancellationToken);

    public Task WakeAsync(MetricId id, CancellationToken cancellationToken) => CallAsync(id, grain => grain.WakeAsync(), cancellationToken);

    private async Task<AppendOutcome> AppendByMessageAsync(MetricId id, IReadOnlyList<Sample> samples, CancellationToken cancellationToken)
    {
        var block = new SampleBlock(samples);
        var reply = await CallAsync(id, grain => grain.AppendAsync(block), cancellationToken);
        return reply.ToOutcome();
    }

    /// <summary>Calls the actor; again, a few times, if it was stale or the call was turned away because it was just leaving memory. In
    /// both cases nothing was changed.</summary>
    private async Task<T> CallAsync<T>(MetricId id, Func<IMetricGrain, Task<GrainReply<T>>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var reply = await call(_grains.GetGrain<IMetricGrain>(id.Value)).WaitAsync(cancellationToken);
                if (reply.Fault is not { } fault)
                {
                    return reply.Value!;
                }
                if (!fault.Stale || attempt == Attempts)
                {
                    throw fault.ToException();
                }
            }
            catch (OrleansMessageRejectionException) when (attempt < Attempts)
            {
                // Asked again below.
            }
            catch (Exception fault) when (fault is TimeoutException or OrleansException)
            {
                throw DomainErrors.StorageUnavailable(fault);
            }
        }
    }
}
