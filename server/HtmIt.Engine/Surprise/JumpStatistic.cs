using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>How far a value lies from the median of the five rows before it, against how far values usually do.</summary>
internal sealed class JumpStatistic
{
    private const int RowsBefore = 5;
    private const int FirstRow = 20;
    private const double SizeShare = 0.02;

    private readonly ClippedMean _usual = new(300, 4);

    /// <summary>The median the newest value was compared with.</summary>
    public double Before { get; private set; }

    /// <summary>The statistic, or null while it has none.</summary>
    /// <param name="recent">The values, the newest included.</param>
    /// <param name="size">Usual distance from the metric's level.</param>
    /// <param name="row">Rows before the newest one.</param>
    public double? Next(RecentValues recent, double size, long row)
    {
        if (row < RowsBefore)
        {
            return null;
        }

        Before = recent.Median(1, RowsBefore);
        var distance = Math.Abs(recent.Back(0) - Before);
        var scale = _usual.Value + (SizeShare * size);
        _usual.Add(distance);
        return row < FirstRow ? null
            : scale == 0 ? 0
            : distance / scale;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState() => Prefetch.Object(_usual, 64);

    public void Save(SnapshotWriter writer) => _usual.Save(writer);

    public void Load(ref SnapshotReader reader) => _usual.Load(ref reader);
}
