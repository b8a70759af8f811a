namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>A tree's sample of the points so far, newer ones with more weight: each draws a lot, and the highest one leaves.</summary>
internal sealed class CutReservoir(int capacity)
{
    // A point's weight falls to 1/e in the time of ten samples, as is usual for detecting anomalies.
    private readonly double _decay = 1.0 / (10 * capacity);

    // A heap, the highest lot first.
    private readonly float[] _lots = new float[capacity];
    private readonly short[] _leaves = new short[capacity];
    private int _count;

    /// <summary>Draws a lot for the next point; whether it joins the sample. It takes the place of <paramref name="leaving"/>, if that is one.</summary>
    public bool TryJoin(long row, ref CutRandom random, out float lot, out short leaving)
    {
        lot = (float)(Math.Log(-Math.Log(random.NextDouble() + double.Epsilon)) - (row * _decay));
        leaving = -1;
        if (_count < capacity)
        {
            return true;
        }

        if (lot >= _lots[0])
        {
            return false;
        }

        leaving = _leaves[0];
        _count--;
        Sink(_lots[_count], _leaves[_count]);
        return true;
    }

    public void Add(float lot, short leaf)
    {
        var place = _count++;
        while (place > 0 && _lots[(place - 1) / 2] < lot)
        {
            (_lots[place], _leaves[place]) = (_lots[(place - 1) / 2], _leaves[(place - 1) / 2]);
            place = (place - 1) / 2;
        }

        (_lots[place], _leaves[place]) = (lot, leaf);
    }

    /// <summary>Puts a lot in at the top and lets it sink to its place.</summary>
    private void Sink(float lot, short leaf)
    {
        var place = 0;
        while (true)
        {
            var child = (2 * place) + 1;
            if (child + 1 < _count && _lots[child + 1] > _lots[child])
            {
                child++;
            }

            if (child >= _count || _lots[child] <= lot)
            {
                break;
            }

            (_lots[place], _leaves[place]) = (_lots[child], _leaves[child]);
            place = child;
        }

        (_lots[place], _leaves[place]) = (lot, leaf);
    }
}
