using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HtmIt.Core.Names;

namespace HtmIt.Grains;

/// <summary>The activations of metrics' grains in this process, for callers in it: who is here already can be called without a message. Where a
/// metric's grain is to be is decided by the cluster alone.</summary>
internal sealed class LocalGrains
{
    private readonly ConcurrentDictionary<MetricId, MetricGrain> _grains = new();

    public bool TryGet(MetricId id, [NotNullWhen(true)] out MetricGrain? grain) => _grains.TryGetValue(id, out grain);

    public void Add(MetricId id, MetricGrain grain) => _grains[id] = grain;

    public void Remove(MetricId id, MetricGrain grain) => _grains.TryRemove(new(id, grain));
}
