using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// A running mean of numbers that are not negative, in which one wild number counts little: once twenty are known a number counts at most
/// <paramref name="clip"/> times the mean, and the first twenty are clipped in the same way by their median. Thirty numbers in a row that
/// had to be clipped are no wild ones: the mean starts anew.
/// </summary>
/// <param name="rows">The mean looks back about so many numbers.</param>
/// <param name="clip">How many times the mean a number may count.</param>
internal sealed class ClippedMean(int rows, double clip)
{
    /// <summary>Numbers after which the mean is trusted to judge the next one.</summary>
    public const int FirstNumbers = 20;

    private const int ClippedBeforeRestart = 30;

    private readonly double[] _first = new double[FirstNumbers];
    private int _clipped;

    /// <summary>The mean; 0 while nothing but zeros came.</summary>
    public double Value { get; private set; }

    /// <summary>Numbers counted, up to where the count makes no difference any more.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a number; true when the mean started anew.</summary>
    public bool Add(double number)
    {
        // A metric that has not moved yet knows no size of moves; zeros would hold the mean at zero for ever.
        if (Value == 0 && number == 0)
        {
            return false;
        }

        if (Count < FirstNumbers)
        {
            AddFirst(number);
            return false;
        }

        var most = clip * Value;
        _clipped = number > most ? _clipped + 1 : 0;
        if (_clipped == ClippedBeforeRestart)
        {
            (_clipped, Count) = (0, 0);
            AddFirst(number);
            return true;
        }

        Count = Math.Min(Count + 1, rows);
        Value += (Math.Min(number, most) - Value) / Count;
        return false;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Value);
        writer.Write(Count);
        writer.Write(_clipped);
        writer.Write(_first.AsSpan(0, Count < FirstNumbers ? Count : 0));
    }

    public void Load(ref SnapshotReader reader)
    {
        Value = reader.ReadDouble();
        Count = reader.ReadInt32(0, rows);
        _clipped = reader.ReadInt32(0, ClippedBeforeRestart - 1);
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
