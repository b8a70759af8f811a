using HtmIt.Core.Errors;

namespace HtmIt.Core.Ingest;

/// <summary>One sender's samples on their way to the actors. Samples of a metric reach its actor in the order handed in.
/// An impatient session belongs to a sender that is told of failures, and sends again: once a batch failed, nothing of it and of later
/// batches is begun any more, so that what is sent again finds nothing later stored before it. A patient one belongs to a sender that is told
/// nothing: its samples keep their place until they are stored or refused, also when the session is gone.
/// Batches are handed in one at a time.</summary>
public sealed class IngestSession : IDisposable
{
    private readonly IngestLanes _lanes;
    private readonly Lock _lock = new();
    private long _lastBatch;
    private long _failedFrom = long.MaxValue;
    private Exception? _failure;

    internal IngestSession(IngestLanes lanes, bool isPatient) => (_lanes, IsPatient) = (lanes, isPatient);

    public bool IsPatient { get; }

    /// <summary>Begins to store a batch, when there is room for it. The task ends when every sample of it is durable or refused; the call
    /// itself returns when the batch has its place in the order.</summary>
    /// <exception cref="DomainException">TooLarge, StorageUnavailable.</exception>
    public async Task<Task<IReadOnlyList<SeriesOutcome>>> BeginAsync(
        IReadOnlyList<SampleSeries> series,
        CancellationToken cancellationToken
    ) => UntilDone(await EnterAsync(series, cancellationToken));

    /// <summary>The same if there is room at once; false if not, and then nothing of it is kept.</summary>
    /// <exception cref="DomainException">TooLarge, StorageUnavailable.</exception>
    public bool TryBegin(IReadOnlyList<SampleSeries> series, out Task<IReadOnlyList<SeriesOutcome>> outcomes)
    {
        var cost = CostOf(series);
        if (!_lanes.Budget.TryTake(cost))
        {
            outcomes = Task.FromResult<IReadOnlyList<SeriesOutcome>>([]);
            return false;
        }
        outcomes = UntilDone(Enter(series, cost));
        return true;
    }

    /// <summary>As <see cref="BeginAsync"/>, for callers that hold on to the outcomes: the batch counts until its ticket is disposed.</summary>
    /// <exception cref="DomainException">TooLarge, StorageUnavailable.</exception>
    public async Task<IngestTicket> EnterAsync(IReadOnlyList<SampleSeries> series, CancellationToken cancellationToken)
    {
        var cost = CostOf(series);
        await _lanes.Budget.TakeAsync(cost, cancellationToken);
        return Enter(series, cost);
    }

    /// <summary>The sender is gone. An impatient one's samples that were not begun are dropped.</summary>
    public void Dispose() => FailFrom(0, new OperationCanceledException("The sender is gone."));

    /// <summary>Why the work must not be begun any more; null when it may.</summary>
    internal Exception? Abandons(IngestWork work)
    {
        if (IsPatient)
        {
            return null;
        }
        lock (_lock)
        {
            return work.Batch >= _failedFrom ? _failure : null;
        }
    }

    internal void NoteFailure(IngestWork work, Exception fault) => FailFrom(work.Batch, fault);

    private static Task<IReadOnlyList<SeriesOutcome>> UntilDone(IngestTicket ticket)
    {
        ticket.DisposeWhenDone();
        return ticket.Outcomes;
    }

    private void FailFrom(long batch, Exception fault)
    {
        if (IsPatient)
        {
            return;
        }
        lock (_lock)
        {
            _failedFrom = Math.Min(_failedFrom, batch);
            _failure ??= fault;
        }
    }

    private long CostOf(IReadOnlyList<SampleSeries> series)
    {
        var options = _lanes.Options;
        if (series.Count > options.MaxBatchSeries)
        {
            throw DomainErrors.TooLarge("series", series.Count, $"must be at most {options.MaxBatchSeries} series in a batch");
        }
        var count = series.Sum(one => (long)one.Samples.Count);
        if (count > options.MaxBatchSamples)
        {
            throw DomainErrors.TooLarge("series.samples", count, $"must be at most {options.MaxBatchSamples} samples in a batch");
        }
        return series.Sum(IngestWork.CostOf);
    }

    /// <summary>Gives the batch its place, for memory that is taken already.</summary>
    private IngestTicket Enter(IReadOnlyList<SampleSeries> series, long cost)
    {
        try
        {
            var number = NextBatch();
            var batch = new IngestBatch(series.Count);
            var works = new IngestWork[series.Count];
            long refused = 0;
            for (var i = 0; i < works.Length; i++)
            {
                works[i] = _lanes.Check(new(this, number, series[i], batch, i));
                refused += works[i].RefusedBytes;
            }
            _lanes.Budget.Overdraw(refused);
            cost += refused;
            _lanes.Enter(works);
            batch.EndIfEmpty();
            return new(batch.Outcomes, _lanes.Budget, cost);
        }
        catch
        {
            _lanes.Budget.Return(cost);
            throw;
        }
    }

    private long NextBatch()
    {
        lock (_lock)
        {
            if (_failure is { } failure)
            {
                throw failure is DomainException known ? known : new OperationCanceledException(failure.Message, failure);
            }
            return ++_lastBatch;
        }
    }
}
