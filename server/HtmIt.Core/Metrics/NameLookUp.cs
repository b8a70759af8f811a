using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>A name that is being looked up, for all who ask for it meanwhile.</summary>
internal sealed class NameLookUp(string name)
{
    private readonly TaskCompletionSource<MetricId?> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name { get; } = name;

    /// <summary>Whether somebody wants the metric made.</summary>
    public bool Make { get; set; }

    /// <summary>Null when there is no metric of that name, and nobody wanted it made.</summary>
    public Task<MetricId?> Found => _found.Task;

    public void SetFound(MetricId? id) => _found.TrySetResult(id);

    public void Fail(Exception fault) => _found.TrySetException(fault);
}
