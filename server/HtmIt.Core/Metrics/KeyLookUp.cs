using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>A key that is being looked up, for all who ask for it meanwhile.</summary>
internal sealed class KeyLookUp(MetricKey key)
{
    private readonly TaskCompletionSource<MetricId?> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MetricKey Key { get; } = key;

    /// <summary>Whether somebody wants the metric made.</summary>
    public bool Make { get; set; }

    /// <summary>Null when there is no metric of that key, and nobody wanted it made.</summary>
    public Task<MetricId?> Found => _found.Task;

    public void SetFound(MetricId? id) => _found.TrySetResult(id);

    public void Fail(Exception fault) => _found.TrySetException(fault);
}
