using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>The last sixteen values, and the little statistics that need them.</summary>
internal sealed class RecentValues
{
    public const int Capacity = 16;

    private readonly double[] _values = new double[Capacity];

    /// <summary>Values so far, at most as many as are kept.</summary>
    public int Count { get; private set; }

    private int _next;

    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) & (Capacity - 1);
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>The value so many rows ago; 0 is the newest.</summary>
    public double Back(int rows) => _values[(_next - 1 - rows) & (Capacity - 1)];

    /// <summary>Median of an odd number of values, the newest of which is so many rows back.</summary>
    public double Median(int newest, int count)
    {
        Span<double> sorted = stackalloc double[Capacity];
        for (var i = 0; i < count; i++)
        {
            var value = Back(newest + i);
            var place = i;
            for (; place > 0 && sorted[place - 1] > value; place--)
            {
                sorted[place] = sorted[place - 1];
            }

            sorted[place] = value;
        }

        return sorted[count / 2];
    }

    /// <summary>Standard deviation of the values kept.</summary>
    public double Deviation()
    {
        var sum = 0.0;
        for (var back = 0; back < Count; back++)
        {
            sum += Back(back);
        }

        var mean = sum / Count;
        var squares = 0.0;
        for (var back = 0; back < Count; back++)
        {
            var distance = Back(back) - mean;
            squares += distance * distance;
        }

        return Math.Sqrt(squares / Count);
    }

    /// <summary>Slope of the line of least squares through the values kept, in units of a row.</summary>
    public double Slope()
    {
        var sum = 0.0;
        var squares = 0.0;
        for (var back = 0; back < Count; back++)
        {
            var place = (0.5 * (Count - 1)) - back;
            sum += place * Back(back);
            squares += place * place;
        }

        return sum / squares;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState() => Prefetch.Lines<double>(_values);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Count);
        writer.Write(_next);
        writer.Write(_values);
    }

    public void Load(ref SnapshotReader reader)
    {
        Count = reader.ReadInt32(0, Capacity);
        _next = reader.ReadInt32(0, Capacity - 1);
        reader.Read(_values);
    }
}
