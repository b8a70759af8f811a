using HtmIt.Core.Errors;

namespace HtmIt.Core.Actors;

/// <summary>Lets few actors of this server be loaded at once. Thousands of models may be needed together, and each takes several reads: side by
/// side they would hold all connections to the database, wait for each other until the time of all of them was over, and say that the
/// database could not be reached.</summary>
/// <remarks>Who waits here has no time limit: a busy database is no fault. When it does not answer, those that wait are told as soon as the first
/// of those that asked knows.</remarks>
public sealed class LoadGate(int atOnce)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _free = atOnce;

    /// <summary>Begins the work as soon as there is a place, in the order of the calls.</summary>
    /// <exception cref="DomainException">StorageUnavailable: this work failed so, or another's while this one waited.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        await EnterAsync();
        try
        {
            return await work();
        }
        catch (DomainException fault) when (fault.Reason == ErrorReason.StorageUnavailable)
        {
            FailWaiting(fault);
            throw;
        }
        finally
        {
            Leave();
        }
    }

    private Task EnterAsync()
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return Task.CompletedTask;
            }
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var next))
            {
                next.SetResult();
            }
            else
            {
                _free++;
            }
        }
    }

    private void FailWaiting(DomainException fault)
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var waiting))
            {
                waiting.SetException(DomainErrors.StorageUnavailable(fault));
            }
        }
    }
}
