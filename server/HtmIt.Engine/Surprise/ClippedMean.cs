using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// A running mean of numbers that are not negative, in which one wild number counts little: once twenty are known a number counts at most
/// <paramref name="clip"/> times the mean, and the first twenty are clipped in the same way by their median.
/// </summary>
/// <param name="rows">The mean looks back about so many numbers.</param>
/// <param name="clip">How many times the mean a number may count.</param>
internal sealed class ClippedMean(int rows, double clip)
{
    /// <summary>Numbers after which the mean is trusted to judge the next one.</summary>
    public const int FirstNumbers = 20;

    private readonly double[] _first = new double[FirstNumbers];

    /// <summary>The mean; 0 while nothing but zeros came.</summary>
    public double Value { get; private set; }

    /// <summary>Numbers counted, up to where the count makes no difference any more.</summary>
    public int Count { get; private set; }

    public void Add(double number)
    {
        // A metric that has not moved yet knows no size of moves; zeros would hold the mean at zero for ever.
        if (Value == 0 && number == 0)
        {
            return;
        }

        if (Count < FirstNumbers)
        {
            AddFirst(number);
            return;
        }

        Count = Math.Min(Count + 1, rows);
        Value += (Math.Min(number, clip * Value) - Value) / Count;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Value);
        writer.Write(Count);
        writer.Write(_first.AsSpan(0, Count < FirstNumbers ? Count : 0));
    }

    public void Load(ref SnapshotReader reader)
    {
        Value = reader.ReadDouble();
        Count = reader.ReadInt32(0, rows);
        reader.Read(_first.AsSpan(0, Count < FirstNumbers ? Count : 0));
    }

    private void AddFirst(double number)
    {
        _first[Count++] = number;
        Value += (number - Value) / Count;
        if (Count == FirstNumbers)
        {
            Array.Sort(_first);
            var most = clip * _first[FirstNumbers / 2];
            var sum = 0.0;
            foreach (var one in _first)
            {
                sum += most > 0 ? Math.Min(one, most) : one;
            }

            Value = sum / FirstNumbers;
        }
    }
}
