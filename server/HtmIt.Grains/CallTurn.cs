namespace HtmIt.Grains;

/// <summary>One caller at a time, in the order of asking. Has nothing to dispose: a caller may ask when its owner is gone.</summary>
internal sealed class CallTurn
{
    private readonly Lock _lock = new();
    private Queue<TaskCompletionSource>? _waiting;
    private bool _isTaken;

    /// <summary>Takes the turn if nobody has it.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            return !_isTaken && (_isTaken = true);
        }
    }

    /// <summary>Ends when the caller has the turn.</summary>
    public Task TakeAsync()
    {
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiting ??= []).Enqueue(next);
            return next.Task;
        }
    }

    public void Return()
    {
        lock (_lock)
        {
            if (_waiting?.TryDequeue(out var next) ?? false)
            {
                next.SetResult();
            }
            else
            {
                _isTaken = false;
            }
        }
    }
}
