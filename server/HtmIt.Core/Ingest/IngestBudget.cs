namespace HtmIt.Core.Ingest;

/// <summary>Memory for what waits, in bytes. Who finds too little of it waits in line. A demand larger than all of it is met when nothing else
/// is taken, so that there is no batch that can never come in.</summary>
public sealed class IngestBudget(long bytes)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Demand> _waiting = new();
    private long _used;

    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    public bool TryTake(long cost)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || !Fits(cost))
            {
                return false;
            }
            _used += cost;
            return true;
        }
    }

    public async ValueTask TakeAsync(long cost, CancellationToken cancellationToken)
    {
        if (TryTake(cost))
        {
            return;
        }
        var demand = new Demand(cost);
        LinkedListNode<Demand> place;
        lock (_lock)
        {
            place = _waiting.AddLast(demand);
            Serve();
        }
        await using var registration = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
        await demand.Met.Task;
    }

    /// <summary>Takes without asking: what is there already and turned out larger. Waiting for it could wait for itself.</summary>
    public void Overdraw(long cost)
    {
        lock (_lock)
        {
            _used += cost;
        }
    }

    public void Return(long cost)
    {
        lock (_lock)
        {
            _used -= cost;
            Serve();
        }
    }

    private bool Fits(long cost) => _used == 0 || _used + cost <= bytes;

    private void Serve()
    {
        while (_waiting.First is { } first && Fits(first.Value.Cost))
        {
            _waiting.RemoveFirst();
            _used += first.Value.Cost;
            first.Value.Met.SetResult();
        }
    }

    private void GiveUp(LinkedListNode<Demand> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return;
            }
            _waiting.Remove(place);
            Serve();
        }
        place.Value.Met.SetCanceled(cancellationToken);
    }

    private sealed class Demand(long cost)
    {
        public long Cost { get; } = cost;

        public TaskCompletionSource Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
