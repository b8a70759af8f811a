namespace HtmIt.EndToEnd.Tests;

/// <summary>After which acknowledgements the server is killed: as many as asked for, at random places between the first and the last.</summary>
internal sealed class KillPlan
{
    private readonly HashSet<int> _due;
    private int _acknowledged;

    public KillPlan(int seed, int count, int batches)
    {
        var random = new Random(seed);
        _due = [];
        while (_due.Count < count)
        {
            _due.Add(random.Next(1, batches));
        }
    }

    public int Count => _due.Count;

    public bool IsDue() => _due.Contains(Interlocked.Increment(ref _acknowledged));
}
