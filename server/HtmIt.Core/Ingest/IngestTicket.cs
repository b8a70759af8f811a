namespace HtmIt.Core.Ingest;

/// <summary>A batch that has its place. It counts against the memory for what waits until it is disposed.</summary>
public sealed class IngestTicket(Task<IReadOnlyList<SeriesOutcome>> outcomes, IngestBudget budget, long cost) : IDisposable
{
    private int _returned;

    /// <summary>Ends when every sample is durable or refused.</summary>
    public Task<IReadOnlyList<SeriesOutcome>> Outcomes { get; } = outcomes;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            budget.Return(cost);
        }
    }

    /// <summary>Disposes it as soon as its outcomes are known.</summary>
    public void DisposeWhenDone() =>
        Outcomes.ContinueWith(
            static (_, ticket) => ((IngestTicket)ticket!).Dispose(),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
}
