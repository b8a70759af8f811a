using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// The last two thousand thinned samples, and how far the newest few lie from the nearest earlier few. A window is no object: all
/// windows lie in one array of samples, so that memory is two bytes a sample and a search is one pass.
/// </summary>
internal sealed class ShapeMemory(KernelLevel kernel)
{
    public const int ShortLength = 4;
    public const int LongLength = 16;

    /// <summary>Samples that are searched.</summary>
    public const int Capacity = 2048;

    // A day's shape may come an hour early or late.
    private const int SlackShare = 24;

    // Room to append before the newest Capacity samples are moved to the front, and to read a whole vector past the end.
    private readonly ushort[] _samples = new ushort[(2 * Capacity) + 64];
    private int _count;

    /// <summary>Samples remembered.</summary>
    public int Count => _count;

    /// <summary>Distance of the last four samples to the nearest earlier four that share no sample with them, in cells.</summary>
    public double ShortDistance { get; private set; }

    /// <summary>The same for sixteen samples.</summary>
    public double LongDistance { get; private set; }

    public void Add(int cell)
    {
        if (_count == 2 * Capacity)
        {
            _samples.AsSpan(Capacity, Capacity).CopyTo(_samples);
            _count = Capacity;
        }

        _samples[_count++] = (ushort)cell;
        var from = Math.Max(0, _count - Capacity);
        ShapeKernel.FindNearest(kernel, _samples, from, _count, out var nearestShort, out var nearestLong);
        // Half the difference of the newest samples plus half the mean difference of all.
        ShortDistance = nearestShort / (2.0 * ShortLength);
        LongDistance = nearestLong / (2.0 * LongLength);
    }

    /// <summary>
    /// Distance of the last four samples to the nearest four that ended at about this time of an earlier day, in cells; -1 when no earlier
    /// day is remembered. What is ordinary by day need not be so by night.
    /// </summary>
    /// <param name="period">Samples in a day.</param>
    public double SameTimeDistance(int period)
    {
        var from = Math.Max(0, _count - Capacity);
        var slack = Math.Max(1, period / SlackShare);
        var best = int.MaxValue;
        for (var day = _count - 1 - period; day - slack - ShortLength + 1 >= from; day -= period)
        {
            best = Math.Min(best, ShapeKernel.FindNearestShort(kernel, _samples, _count, day - slack, day + slack + 1));
        }

        return best == int.MaxValue ? -1 : best / (2.0 * ShortLength);
    }

    public void Renumber(CellShift shift)
    {
        foreach (ref var sample in _samples.AsSpan(0, _count))
        {
            sample = (ushort)Math.Clamp(shift.Apply(sample), 0, SeenRange.Cells - 1);
        }
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState()
    {
        var from = Math.Max(0, _count - Capacity);
        Prefetch.Lines<ushort>(_samples.AsSpan(from, _count - from));
    }

    public void Save(SnapshotWriter writer)
    {
        // What lies before the searched part is never read again, but where the part lies decides when it is moved.
        var from = Math.Max(0, _count - Capacity);
        writer.Write(_count);
        writer.Write(_samples.AsSpan(from, _count - from));
    }

    public void Load(ref SnapshotReader reader)
    {
        _count = reader.ReadInt32(0, 2 * Capacity);
        var from = Math.Max(0, _count - Capacity);
        reader.Read(_samples.AsSpan(from, _count - from));
        foreach (var sample in _samples.AsSpan(from, _count - from))
        {
            SnapshotReader.Check(sample, 0, SeenRange.Cells - 1);
        }
    }
}
