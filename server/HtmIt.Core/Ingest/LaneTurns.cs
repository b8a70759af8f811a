using System.Diagnostics.CodeAnalysis;

namespace HtmIt.Core.Ingest;

/// <summary>Lanes of one kind that wait for their turn, first come first served, and how many may have it at once. Where there is more to do
/// than can be done, few turns at once mean that a lane has gathered samples when its turn comes: they share one call, one move of their
/// metric's head and one visit of its model. Guarded by the lanes' lock.</summary>
internal sealed class LaneTurns(int atOnce)
{
    private readonly Queue<IngestLane> _waiting = [];
    private readonly HashSet<LaneTurn> _turns = [];
    private int _free = atOnce;

    /// <summary>Gives a lane its place. True when somebody has to <see cref="TryBegin"/>.</summary>
    public bool Add(IngestLane lane)
    {
        _waiting.Enqueue(lane);
        return _free > 0;
    }

    /// <summary>Takes a place among those that work lanes off, if there is one and something to do.</summary>
    public bool TryBegin([NotNullWhen(true)] out LaneTurn? turn)
    {
        turn = null;
        if (_free == 0 || _waiting.Count == 0)
        {
            return false;
        }
        _free--;
        _turns.Add(turn = new());
        return true;
    }

    /// <summary>The next lane for whoever has that place. If there is none, or the place was given to somebody else meanwhile, the place is
    /// gone.</summary>
    public bool TryNext(LaneTurn turn, long now, [NotNullWhen(true)] out IngestLane? lane)
    {
        lane = null;
        if (!turn.IsOverdue && _waiting.TryDequeue(out lane))
        {
            turn.Since = now;
            return true;
        }
        _turns.Remove(turn);
        if (!turn.IsOverdue)
        {
            _free++;
        }
        return false;
    }

    /// <summary>Gives places of turns that take long to others: a metric whose rows are being scored anew must not hold up the rest.</summary>
    /// <param name="began">When turns began that take too long by now, at the latest.</param>
    public void PassOver(long began)
    {
        foreach (var turn in _turns)
        {
            if (turn.Since <= began && !turn.IsOverdue)
            {
                turn.IsOverdue = true;
                _free++;
            }
        }
    }

    /// <summary>Fails what waits of senders that are told of failures. Returns the lanes that have nothing to do any more.</summary>
    public List<IngestLane> FailImpatient(Exception fault)
    {
        var done = new List<IngestLane>();
        for (var i = _waiting.Count; i > 0; i--)
        {
            var lane = _waiting.Dequeue();
            lane.FailImpatient(fault);
            if (lane.IsEmpty)
            {
                done.Add(lane);
            }
            else
            {
                _waiting.Enqueue(lane);
            }
        }
        return done;
    }
}

/// <summary>A place among those that work lanes off.</summary>
internal sealed class LaneTurn
{
    /// <summary>When the lane's turn began, as a time stamp.</summary>
    public long Since { get; set; } = long.MaxValue;

    /// <summary>Whether the place was given to somebody else.</summary>
    public bool IsOverdue { get; set; }
}
