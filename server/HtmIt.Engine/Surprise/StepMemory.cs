using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// How unlike the last four steps are to any of a fair sample of earlier ones. A step is the distance of one of the last four values from
/// the value before them; 256 earlier groups of steps are kept, drawn evenly from about the last ten thousand rows.
/// </summary>
internal sealed class StepMemory(ulong seed, KernelLevel kernel)
{
    private const int Steps = 4;
    private const int Capacity = 256;
    private const int FewestEntries = 20;
    private const long DrawnFrom = 10_000;

    // By step, so that sixteen groups lie side by side.
    private readonly double[] _steps = new double[Steps * Capacity];
    private int _entries;
    private long _groups;

    /// <summary>The distance in units of <paramref name="size"/>, or null while there is little to compare with.</summary>
    public double? Next(RecentValues recent, double size)
    {
        if (recent.Count <= Steps)
        {
            return null;
        }

        Span<double> newest = stackalloc double[Steps];
        for (var step = 0; step < Steps; step++)
        {
            newest[step] = recent.Back(step) - recent.Back(Steps);
        }

        double? distance =
            _entries < FewestEntries ? null
            : size == 0 ? 0
            : Nearest(newest) / size;
        Remember(newest);
        return distance;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_groups);
        writer.Write(_entries);
        for (var step = 0; step < Steps; step++)
        {
            writer.Write(_steps.AsSpan(step * Capacity, _entries));
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        _groups = reader.ReadInt64(0, long.MaxValue);
        _entries = reader.ReadInt32(0, Capacity);
        for (var step = 0; step < Steps; step++)
        {
            reader.Read(_steps.AsSpan(step * Capacity, _entries));
        }
    }

    /// <summary>Half the difference of the newest step plus half the mean difference of all, for the earlier group where that is least.</summary>
    private double Nearest(ReadOnlySpan<double> newest) =>
        kernel == KernelLevel.Scalar ? ScalarNearest(newest, 0, double.PositiveInfinity) : VectorNearest(newest);

    private double VectorNearest(ReadOnlySpan<double> newest)
    {
        ref var steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        var first = Vector256.Create(newest[0]);
        var second = Vector256.Create(newest[1]);
        var third = Vector256.Create(newest[2]);
        var fourth = Vector256.Create(newest[3]);
        var half = Vector256.Create(0.5);
        var eighth = Vector256.Create(0.125);
        var best = Vector256.Create(double.PositiveInfinity);
        var entry = 0;
        for (; entry + Vector256<double>.Count <= _entries; entry += Vector256<double>.Count)
        {
            var at = (nuint)entry;
            var head = Vector256.Abs(Vector256.LoadUnsafe(ref steps, at) - first);
            var sum = head + Vector256.Abs(Vector256.LoadUnsafe(ref steps, at + Capacity) - second);
            sum += Vector256.Abs(Vector256.LoadUnsafe(ref steps, at + (2 * Capacity)) - third);
            sum += Vector256.Abs(Vector256.LoadUnsafe(ref steps, at + (3 * Capacity)) - fourth);
            best = Vector256.Min(best, (head * half) + (sum * eighth));
        }

        var nearest = Math.Min(Math.Min(best[0], best[1]), Math.Min(best[2], best[3]));
        return ScalarNearest(newest, entry, nearest);
    }

    private double ScalarNearest(ReadOnlySpan<double> newest, int entry, double best)
    {
        for (; entry < _entries; entry++)
        {
            var head = Math.Abs(_steps[entry] - newest[0]);
            var sum = head + Math.Abs(_steps[entry + Capacity] - newest[1]);
            sum += Math.Abs(_steps[entry + (2 * Capacity)] - newest[2]);
            sum += Math.Abs(_steps[entry + (3 * Capacity)] - newest[3]);
            best = Math.Min(best, (head * 0.5) + (sum * 0.125));
        }

        return best;
    }

    /// <summary>Reservoir sampling (Vitter, 1985) that goes on for ever: a group enters with the chance that keeps the sample fair.</summary>
    private void Remember(ReadOnlySpan<double> newest)
    {
        _groups++;
        var slot = _entries;
        if (_entries < Capacity)
        {
            _entries++;
        }
        else
        {
            var random = new CounterRandom(seed, RandomPurpose.Surprise, (ulong)_groups);
            if (random.Next((int)Math.Min(_groups, DrawnFrom)) >= Capacity)
            {
                return;
            }

            slot = random.Next(Capacity);
        }

        for (var step = 0; step < Steps; step++)
        {
            _steps[(step * Capacity) + slot] = newest[step];
        }
    }
}
