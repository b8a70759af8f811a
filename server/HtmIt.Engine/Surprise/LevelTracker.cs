using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>Where the metric usually is and how far it usually goes from there: a slow mean, and a clipped mean of the distances from it.</summary>
internal sealed class LevelTracker
{
    private const double SlowestRate = 1.0 / 1000;
    private const double Reach = 8;

    private readonly ClippedMean _distance = new(3000, Reach);
    private long _row;

    /// <summary>The slow mean.</summary>
    public double Level { get; private set; }

    /// <summary>Usual distance from the slow mean, in the metric's units; 0 while the metric has not moved.</summary>
    public double Size => _distance.Value;

    public void Add(double value)
    {
        var step = value - Level;
        if (_distance.Count >= ClippedMean.FirstNumbers)
        {
            // One wild value must not carry the level away.
            step = Math.Clamp(step, -Reach * Size, Reach * Size);
        }

        Level += Math.Max(1.0 / (_row + 1), SlowestRate) * step;
        _row++;
        if (_distance.Add(Math.Abs(value - Level)))
        {
            // The metric has moved for good: what it was before says nothing about where it is now.
            (Level, _row) = (value, 1);
        }
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState() => Prefetch.Object(_distance, 64);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(Level);
        _distance.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _row = reader.ReadInt64(0, long.MaxValue);
        Level = reader.ReadDouble();
        _distance.Load(ref reader);
    }
}
