using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>How far the spread of the last sixteen values, on a logarithmic scale, lies from every spread ever seen.</summary>
internal sealed class SpreadNovelty
{
    private const double SizeShare = 0.02;

    private readonly NearestValue _nearest = new();

    // The first spread is the unit of all later ones: then a change of the metric's unit changes nothing.
    private double _unit;

    public double? Next(RecentValues recent, double size)
    {
        if (recent.Count < RecentValues.Capacity || size == 0)
        {
            return null;
        }

        var spread = recent.Deviation() + (SizeShare * size);
        _unit = _unit == 0 ? spread : _unit;
        return _nearest.Next(PortableMath.Log(spread / _unit));
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState() => _nearest.PrefetchState();

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_unit);
        _nearest.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _unit = reader.ReadDouble();
        _nearest.Load(ref reader);
    }
}
