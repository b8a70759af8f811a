using System.Collections.Concurrent;
using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Core.Tests.Metrics;

namespace HtmIt.Core.Tests.Ingest;

/// <summary>Actors that keep their rows in memory, one call at a time for each metric, and fail when told: before anything is stored, or
/// after it, as when the answer is lost.</summary>
internal sealed class FakeRuntime(Func<FakeFault> next) : IModelRuntime
{
    private readonly ConcurrentDictionary<MetricId, Actor> _actors = new();
    private int _calls;
    private int _running;
    private int _mostAtOnce;

    /// <summary>Calls wait for it, one after the other.</summary>
    public SemaphoreSlim? Gate { get; set; }

    /// <summary>What every call fails with.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Calls that came so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Calls that were under way at the same time at most.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    public IReadOnlyList<Sample> RowsOf(MetricId id) => _actors.TryGetValue(id, out var actor) ? [.. actor.Rows] : [];

    public async Task<AppendOutcome> AppendAsync(MetricId id, IReadOnlyList<Sample> samples, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        NoteRunning(Interlocked.Increment(ref _running));
        var actor = _actors.GetOrAdd(id, _ => new());
        await actor.Turn.WaitAsync(CancellationToken.None);
        try
        {
            if (Gate is { } gate)
            {
                await gate.WaitAsync(CancellationToken.None);
            }
            if (Fault is { } always)
            {
                throw always;
            }
            await Task.Yield();
            var fault = next();
            if (fault == FakeFault.Before)
            {
                throw DomainErrors.StorageUnavailable();
            }
            var outcome = actor.Append(samples);
            return fault == FakeFault.After ? throw DomainErrors.StorageUnavailable() : outcome;
        }
        finally
        {
            actor.Turn.Release();
            Interlocked.Decrement(ref _running);
        }
    }

    public Task<AppendOutcome> CollectAsync(
        MetricId id,
        IReadOnlyList<Sample> samples,
        DateTimeOffset nextCollectTime,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task FailAsync(MetricId id, string message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> StartAsync(MetricId id, ModelSpec spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StopAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestartAsync(MetricId id, ModelSpec? spec, int? generation, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SaveAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WakeAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void NoteRunning(int running)
    {
        for (var most = MostAtOnce; running > most; most = MostAtOnce)
        {
            Interlocked.CompareExchange(ref _mostAtOnce, running, most);
        }
    }

    private sealed class Actor
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public ConcurrentQueue<Sample> Rows { get; } = new();

        public AppendOutcome Append(IReadOnlyList<Sample> samples)
        {
            var (first, last) = (Rows.Count + 1, Rows.IsEmpty ? long.MinValue : Rows.Last().Time);
            var (alreadyStored, refusals) = (new List<int>(), new List<SampleRefusal>());
            for (var i = 0; i < samples.Count; i++)
            {
                var sample = samples[i];
                if (sample.Time > last)
                {
                    Rows.Enqueue(sample);
                    last = sample.Time;
                    continue;
                }
                if (Rows.Contains(sample))
                {
                    alreadyStored.Add(i);
                    continue;
                }
                refusals.Add(new(i, ErrorReason.SampleTimeNotIncreasing, "sample_time", ""));
            }
            return new(first, samples.Count - alreadyStored.Count - refusals.Count, alreadyStored, refusals);
        }
    }
}
