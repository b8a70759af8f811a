namespace HtmIt.Core.Ingest;

/// <summary>What becomes of the series of one batch, told when it is known of all of them.</summary>
internal sealed class IngestBatch(int count)
{
    private readonly TaskCompletionSource<IReadOnlyList<SeriesOutcome>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SeriesOutcome[] _outcomes = new SeriesOutcome[count];
    private readonly Lock _lock = new();
    private int _open = count;
    private int _failedIndex = count;
    private Exception? _failure;

    /// <summary>Fails, in the end, with the fault of the first series that has one.</summary>
    public Task<IReadOnlyList<SeriesOutcome>> Outcomes => _done.Task;

    /// <summary>A batch of nothing is done.</summary>
    public void EndIfEmpty()
    {
        if (_outcomes.Length == 0)
        {
            _done.SetResult([]);
        }
    }

    public void Complete(int index, SeriesOutcome outcome)
    {
        _outcomes[index] = outcome;
        End(index, null);
    }

    public void Fail(int index, Exception fault) => End(index, fault);

    private void End(int index, Exception? fault)
    {
        lock (_lock)
        {
            if (fault is not null && index < _failedIndex)
            {
                (_failedIndex, _failure) = (index, fault);
            }
            if (--_open > 0)
            {
                return;
            }
        }
        if (_failure is { } failure)
        {
            _done.SetException(failure);
        }
        else
        {
            _done.SetResult(_outcomes);
        }
    }
}
