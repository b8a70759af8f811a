using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// How unlike the last four steps are to any of a fair sample of earlier ones. A step is the distance of one of the last four values from
/// the value before them; 256 earlier groups of steps are kept, drawn evenly from about the last ten thousand rows.
/// </summary>
/// <remarks>
/// A search reads a quarter of them: beside each step lie its first sixteen bits as a single-precision number. They give a distance that
/// the true one cannot fall below, and only groups that this does not rule out are looked at themselves. The result is that of looking at all.
/// </remarks>
internal sealed class StepMemory
{
    private const int Steps = 4;
    private const int Capacity = 256;
    private const int FewestEntries = 20;
    private const long DrawnFrom = 10_000;

    // Seven bits of a single-precision number's fraction are kept: it is cut off by less than this share of itself.
    private const float CutShare = 1f / 128;

    // What the newest step and the sums are rounded by, and what is too small for a normal single-precision number.
    private const float RoundingShare = 1e-6f;
    private const float Smallest = 1e-37f;

    // A number of this size may stand for any larger one.
    private const double LargestOutlined = 1e38;

    private readonly ulong _seed;
    private readonly KernelLevel _kernel;
    private CacheLines<GroupOfSteps> _groups;
    private CacheLines<ushort> _outlines;
    private int _entries;
    private long _seen;

    public StepMemory(ulong seed, KernelLevel kernel)
    {
        _seed = seed;
        _kernel = kernel;
        _groups.Resize(Capacity);
        _outlines.Resize(Steps * Capacity);
    }

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => _groups.Bytes + _outlines.Bytes;

    /// <summary>Asks for what a search reads.</summary>
    public void PrefetchState() => Prefetch.Lines<ushort>(_outlines.Span);

    /// <summary>The distance in units of <paramref name="size"/>, or null while there is little to compare with.</summary>
    public double? Next(RecentValues recent, double size)
    {
        if (recent.Count <= Steps)
        {
            return null;
        }

        var newest = default(GroupOfSteps);
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
        writer.Write(_seen);
        writer.Write(_entries);
        for (var step = 0; step < Steps; step++)
        {
            for (var entry = 0; entry < _entries; entry++)
            {
                writer.Write(_groups[entry][step]);
            }
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        _seen = reader.ReadInt64(0, long.MaxValue);
        _entries = reader.ReadInt32(0, Capacity);
        for (var step = 0; step < Steps; step++)
        {
            for (var entry = 0; entry < _entries; entry++)
            {
                Put(entry, step, reader.ReadDouble());
            }
        }
    }

    /// <summary>The first sixteen bits of the single-precision number next to zero; what is too large becomes the largest there is.</summary>
    private static ushort Outline(double step)
    {
        var single = (float)Math.Clamp(step, -LargestOutlined, LargestOutlined);

        // Rounded away from zero it would be too large by less than its last bit, which is cut off.
        single =
            Math.Abs((double)single) > Math.Abs(step) ? (single > 0 ? MathF.BitDecrement(single) : MathF.BitIncrement(single)) : single;
        return (ushort)(BitConverter.SingleToUInt32Bits(single) >> 16);
    }

    private void Put(int entry, int step, double value)
    {
        _groups[entry][step] = value;
        _outlines[(step * Capacity) + entry] = Outline(value);
    }

    /// <summary>Half the difference of the newest step plus half the mean difference of all, for the earlier group where that is least.</summary>
    private double Nearest(in GroupOfSteps newest)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (_kernel == KernelLevel.Scalar || !(Math.Abs(newest[step]) < LargestOutlined / 4))
            {
                return NearestOfAll(newest);
            }
        }

        return NearestOfCandidates(newest);
    }

    private double NearestOfAll(in GroupOfSteps newest)
    {
        var best = double.PositiveInfinity;
        for (var entry = 0; entry < _entries; entry++)
        {
            best = Math.Min(best, newest.DistanceTo(_groups[entry]));
        }

        return best;
    }

    private double NearestOfCandidates(in GroupOfSteps newest)
    {
        Span<float> floors = stackalloc float[Capacity];
        var first = FindFloors(newest, floors);
        var best = newest.DistanceTo(_groups[first]);
        ref var floor = ref MemoryMarshal.GetReference(floors);
        for (var entry = 0; entry < _entries; entry += Vector256<float>.Count)
        {
            // Rounded up, so that a floor just below is not taken for one above.
            var limit = Vector256.Create(MathF.BitIncrement((float)best));
            var open = Vector256.LessThan(Vector256.LoadUnsafe(ref floor, (nuint)entry), limit).ExtractMostSignificantBits();
            for (; open != 0; open &= open - 1)
            {
                var candidate = entry + System.Numerics.BitOperations.TrailingZeroCount(open);
                if (candidate < _entries)
                {
                    best = Math.Min(best, newest.DistanceTo(_groups[candidate]));
                }
            }
        }

        return best;
    }

    /// <summary>Finds for each group a distance that the true one is not below; gives the group with the least.</summary>
    private int FindFloors(in GroupOfSteps newest, Span<float> floors)
    {
        ref var outlines = ref _outlines[0];
        ref var floor = ref MemoryMarshal.GetReference(floors);
        var (first, second, third, fourth) = ((float)newest[0], (float)newest[1], (float)newest[2], (float)newest[3]);
        var least = Vector256.Create(float.PositiveInfinity);
        var place = Vector256<int>.Zero;
        var places = Vector256<int>.Indices;
        for (var entry = 0; entry < _entries; entry += Vector256<float>.Count)
        {
            var head = Floor(ref outlines, entry, first);
            var sum = head + Floor(ref outlines, entry + Capacity, second);
            sum += Floor(ref outlines, entry + (2 * Capacity), third);
            sum += Floor(ref outlines, entry + (3 * Capacity), fourth);
            var distance = ((head * Vector256.Create(0.5f)) + (sum * Vector256.Create(0.125f))) * Vector256.Create(1 - RoundingShare);
            distance.StoreUnsafe(ref floor, (nuint)entry);
            var less = Vector256.LessThan(distance, least);
            least = Vector256.ConditionalSelect(less, distance, least);
            place = Vector256.ConditionalSelect(less.AsInt32(), places, place);
            places += Vector256.Create(Vector256<float>.Count);
        }

        var best = 0;
        for (var lane = 1; lane < Vector256<float>.Count; lane++)
        {
            best = least[lane] < least[best] ? lane : best;
        }

        return Math.Min(place[best], _entries - 1);
    }

    /// <summary>What eight steps are away from the newest one at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Floor(ref ushort outlines, int at, float newest)
    {
        var bits = Vector128.LoadUnsafe(ref outlines, (nuint)at);
        var (low, high) = Vector128.Widen(bits);
        var step = (Vector256.Create(low, high) << 16).AsSingle();
        var unsure = (Vector256.Abs(step) * Vector256.Create(CutShare)) + Vector256.Create((MathF.Abs(newest) * RoundingShare) + Smallest);
        var distance = Vector256.Max(Vector256.Abs(step - Vector256.Create(newest)) - unsure, Vector256<float>.Zero);

        // The largest outline stands for whatever is larger, too.
        var open = Vector256.GreaterThanOrEqual(Vector256.Abs(step), Vector256.Create((float)(LargestOutlined / 2)));
        return Vector256.AndNot(distance.AsUInt32(), open.AsUInt32()).AsSingle();
    }

    /// <summary>Reservoir sampling (Vitter, 1985) that goes on for ever: a group enters with the chance that keeps the sample fair.</summary>
    private void Remember(in GroupOfSteps newest)
    {
        _seen++;
        var slot = _entries;
        if (_entries < Capacity)
        {
            _entries++;
        }
        else
        {
            var random = new CounterRandom(_seed, RandomPurpose.Surprise, (ulong)_seen);
            if (random.Next((int)Math.Min(_seen, DrawnFrom)) >= Capacity)
            {
                return;
            }

            slot = random.Next(Capacity);
        }

        for (var step = 0; step < Steps; step++)
        {
            Put(slot, step, newest[step]);
        }
    }

    [InlineArray(Steps)]
    private struct GroupOfSteps
    {
        private double _first;

        public readonly double DistanceTo(in GroupOfSteps other)
        {
            var head = Math.Abs(other[0] - this[0]);
            var sum = head + Math.Abs(other[1] - this[1]);
            sum += Math.Abs(other[2] - this[2]);
            sum += Math.Abs(other[3] - this[3]);
            return (head * 0.5) + (sum * 0.125);
        }
    }
}
