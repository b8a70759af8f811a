using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Models;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Data;

/// <summary>What an ingest session works with.</summary>
public sealed record IngestPorts(IModelRuntime Runtime, MetricDirectory Directory, SampleRules Rules, IOptions<IngestOptions> Options);

/// <summary>One sender's samples on their way to the actors. Samples of a metric reach its actor in the order handed in, one call at a time;
/// what is handed in meanwhile goes with the next call, so that a fast sender gets large writes without asking for them.</summary>
public sealed class IngestSession(IngestPorts ports)
{
    private readonly Dictionary<MetricId, IngestLane> _lanes = [];
    private readonly Lock _lock = new();

    /// <summary>Begins to store a batch. The task ends when every sample of it is durable or refused; the call itself returns when the batch
    /// has its place in the order.</summary>
    /// <exception cref="DomainException">InvalidField, TooLarge, StorageUnavailable.</exception>
    public async Task<Task<IReadOnlyList<SeriesOutcome>>> BeginAsync(
        IReadOnlyList<SampleSeries> series,
        CancellationToken cancellationToken
    )
    {
        var count = series.Sum(one => one.Samples.Count);
        if (count > ports.Options.Value.MaxBatchSamples)
        {
            throw DomainErrors.TooLarge("series", count, $"must hold at most {ports.Options.Value.MaxBatchSamples} samples in a batch");
        }
        var names = series.Where(one => one.MetricName is not null).Select(one => one.MetricName!).ToHashSet(StringComparer.Ordinal);
        var ids = await ports.Directory.GetOrAddAsync(names, cancellationToken);
        return Task.WhenAll(series.Select(one => Begin(one, ids)))
            .ContinueWith(
                static all => (IReadOnlyList<SeriesOutcome>)all.GetAwaiter().GetResult(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
    }

    private Task<SeriesOutcome> Begin(SampleSeries series, IReadOnlyDictionary<string, MetricId> ids)
    {
        if (series.Violation is { } violation)
        {
            var refusals = series.Samples.Select(
                (_, i) => new SampleRefusal(i, ErrorReason.InvalidField, violation.Field, violation.ToString())
            );
            return Task.FromResult(new SeriesOutcome(null, 0, 0, [.. refusals]));
        }
        var id = series.Metric ?? ids[series.MetricName!];
        var work = new IngestWork(series, id);
        for (var i = 0; i < series.Samples.Count; i++)
        {
            if (ports.Rules.Check(i, series.Samples[i]) is { } refusal)
            {
                work.Refuse(refusal);
            }
            else
            {
                work.Accept(i);
            }
        }
        if (work.Samples.Count == 0)
        {
            work.Complete();
            return work.Outcome;
        }
        lock (_lock)
        {
            if (!_lanes.TryGetValue(id, out var lane))
            {
                _lanes[id] = lane = new();
            }
            if (lane.Enqueue(work))
            {
                _ = PumpAsync(id, lane);
            }
        }
        return work.Outcome;
    }

    /// <summary>Hands a lane's work to the actor until there is none left. Faults go to the works, so nothing escapes.</summary>
    private async Task PumpAsync(MetricId id, IngestLane lane)
    {
        await Task.Yield();
        while (Take(id, lane) is { } group)
        {
            try
            {
                var samples = group.SelectMany(work => work.Samples).ToArray();
                await AppendAsync(id, group, samples);
            }
            catch (Exception fault)
            {
                group.ForEach(work => work.Fail(fault));
            }
        }
    }

    private List<IngestWork>? Take(MetricId id, IngestLane lane)
    {
        lock (_lock)
        {
            var group = lane.Take(ports.Options.Value.MaxSamplesPerTurn);
            if (group is null)
            {
                _lanes.Remove(id);
            }
            return group;
        }
    }

    private async Task AppendAsync(MetricId id, List<IngestWork> group, Sample[] samples)
    {
        try
        {
            IngestWork.Distribute(group, id, await ports.Runtime.AppendAsync(id, samples, CancellationToken.None));
        }
        catch (DomainException fault) when (fault.Reason == ErrorReason.MetricNotFound)
        {
            await RecreateAsync(id, group, samples, fault);
        }
    }

    /// <summary>The metric was deleted since its name was looked up: a series that names it by name gets a new one; once.</summary>
    private async Task RecreateAsync(MetricId id, List<IngestWork> group, Sample[] samples, DomainException fault)
    {
        if (group.Find(work => work.Series.MetricName is not null)?.Series.MetricName is not { } name)
        {
            group.ForEach(work => work.RefuseAll(fault));
            return;
        }
        ports.Directory.Forget(name, id);
        var renewed = (await ports.Directory.GetOrAddAsync([name], CancellationToken.None))[name];
        IngestWork.Distribute(group, renewed, await ports.Runtime.AppendAsync(renewed, samples, CancellationToken.None));
    }
}
