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
        var works = series.Select(Check).ToArray();
        var wanted = Names(works.Where(work => work.Samples.Count > 0));
        var ids = await ports.Directory.GetOrAddAsync(wanted, cancellationToken);
        // A series of which nothing can be stored must not make a metric.
        var others = Names(works).Except(wanted).ToArray();
        var found = await ports.Directory.FindAsync(others, cancellationToken);
        return Task.WhenAll(works.Select(work => Begin(work, work.Samples.Count > 0 ? ids : found)))
            .ContinueWith(
                static all => (IReadOnlyList<SeriesOutcome>)all.GetAwaiter().GetResult(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
    }

    private static HashSet<string> Names(IEnumerable<IngestWork> works) =>
        works.Where(work => work.Series.MetricName is not null).Select(work => work.Series.MetricName!).ToHashSet(StringComparer.Ordinal);

    /// <summary>Parts the samples that keep the rules from those that do not.</summary>
    private IngestWork Check(SampleSeries series)
    {
        var work = new IngestWork(series);
        for (var i = 0; i < series.Samples.Count; i++)
        {
            if (series.Violation is { } violation)
            {
                work.Refuse(new(i, ErrorReason.InvalidField, violation.Field, violation.ToString()));
            }
            else if (ports.Rules.Check(i, series.Samples[i]) is { } refusal)
            {
                work.Refuse(refusal);
            }
            else
            {
                work.Accept(i);
            }
        }
        return work;
    }

    private Task<SeriesOutcome> Begin(IngestWork work, IReadOnlyDictionary<string, MetricId> ids)
    {
        work.Metric = work.Series.Metric;
        if (work.Series.MetricName is { } name && ids.TryGetValue(name, out var known))
        {
            work.Metric = known;
        }
        if (work.Samples.Count == 0 || work.Metric is not { } id)
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
            await RecreateAsync(id, group, fault);
        }
    }

    /// <summary>The metric was deleted since it was looked up: series that name it by its name get a new one; once.</summary>
    private async Task RecreateAsync(MetricId id, List<IngestWork> group, DomainException fault)
    {
        group.Where(work => work.Series.MetricName is null).ToList().ForEach(work => work.RefuseAll(fault));
        var named = group.FindAll(work => work.Series.MetricName is not null);
        if (named.Count == 0)
        {
            return;
        }
        var name = named[0].Series.MetricName!;
        ports.Directory.Forget(name, id);
        var renewed = (await ports.Directory.GetOrAddAsync([name], CancellationToken.None))[name];
        var samples = named.SelectMany(work => work.Samples).ToArray();
        IngestWork.Distribute(named, renewed, await ports.Runtime.AppendAsync(renewed, samples, CancellationToken.None));
    }
}
