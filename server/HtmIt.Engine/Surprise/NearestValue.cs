using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>How far a value lies from the nearest value ever seen, in widths of the range of values seen so far. It has no upper end.</summary>
internal sealed class NearestValue
{
    // Far enough to be told from everything, and finite in all sums.
    private const double Farthest = 1e12;

    private readonly SeenRange _range = new();
    private readonly SeenValues _seen = new();

    /// <summary>The newest value's cell.</summary>
    public int Cell { get; private set; }

    /// <summary>Width of the range in cells.</summary>
    public double Width => _range.WidthInCells;

    /// <summary>How cell numbers changed with the newest value.</summary>
    public CellShift Renumber => _range.Renumber;

    /// <summary>The value seen earlier that was nearest to the newest one, up to half a cell; the newest itself when there was none.</summary>
    public double Nearest { get; private set; }

    public double Next(double value)
    {
        Cell = _range.Observe(value);
        if (!_range.Renumber.IsNone)
        {
            _seen.Renumber(_range.Renumber);
        }

        var nearest = _seen.NearestTo(Cell);
        var distance = nearest < 0 ? 0 : Math.Min(Math.Abs(_range.PlaceOf(value) - nearest), Farthest);
        Nearest = distance == 0 ? value : _range.MiddleOf(nearest);
        _seen.Add(Cell);
        return distance / Width;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState()
    {
        Prefetch.Object(_range, 128);
        Prefetch.Object(_seen, 64);
    }

    public void Save(SnapshotWriter writer)
    {
        _range.Save(writer);
        _seen.Save(writer);
    }

    public void Load(ref SnapshotReader reader)
    {
        _range.Load(ref reader);
        _seen.Load(ref reader);
    }
}
