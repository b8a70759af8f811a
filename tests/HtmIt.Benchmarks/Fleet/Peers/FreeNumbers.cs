namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>Numbers of nodes that are not in use.</summary>
internal sealed class FreeNumbers
{
    private readonly short[] _free;

    public FreeNumbers(int first, int count)
    {
        _free = [.. Enumerable.Range(first, count).Reverse().Select(number => (short)number)];
        Count = count;
    }

    public int Count { get; private set; }

    public short Take() => _free[--Count];

    public void Give(short number) => _free[Count++] = number;
}
