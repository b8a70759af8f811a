namespace HtmIt.Grains;

/// <summary>Counts the models in memory, and those that have left it.</summary>
internal sealed class LoadedModels
{
    private int _loaded;
    private int _left;

    public int Loaded => Volatile.Read(ref _loaded);

    public void Enter() => Interlocked.Increment(ref _loaded);

    public void Leave()
    {
        Interlocked.Decrement(ref _loaded);
        Interlocked.Increment(ref _left);
    }

    /// <summary>How many have left since the last call.</summary>
    public int TakeLeft() => Interlocked.Exchange(ref _left, 0);
}
