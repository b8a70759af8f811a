using HtmIt.Core.Names;

namespace HtmIt.Core.Retention;

/// <summary>The months of stored rows.</summary>
public interface IMonthStore
{
    /// <summary>Runs the work unless another server is at such work; false when one is.</summary>
    Task<bool> TryRunAloneAsync(Func<Task> work, CancellationToken cancellationToken);

    /// <summary>Completes removals that a stopped server left half done.</summary>
    Task FinishRemovalsAsync(CancellationToken cancellationToken);

    /// <summary>The months with rows that end at or before a time, oldest first.</summary>
    Task<IReadOnlyList<StoredMonth>> ListAsync(long endingBy, CancellationToken cancellationToken);

    /// <summary>From here on nobody reads or rescores rows before this time. Never goes back.</summary>
    Task HideBeforeAsync(long time, CancellationToken cancellationToken);

    /// <summary>Metrics whose models would need rows of this month to be brought up to date: their checkpoints are older.</summary>
    Task<IReadOnlyList<MetricId>> ListUnsavedAsync(StoredMonth month, CancellationToken cancellationToken);

    /// <summary>Removes a hidden month; positions up to its last change expire. Ingest goes on meanwhile.</summary>
    Task RemoveAsync(StoredMonth month, CancellationToken cancellationToken);
}
