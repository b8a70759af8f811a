using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HtmIt.Engine.Kernels;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// Smallest sum of absolute differences between the newest samples and any earlier stretch of as many, the newest sample counted
/// as often again as there are samples. Sums fit sixteen bits because cells are below 2,048: 2 · 16 · 2,047 = 65,504.
/// </summary>
internal static class ShapeKernel
{
    private const int Short = ShapeMemory.ShortLength;
    private const int Long = ShapeMemory.LongLength;

    /// <summary>Searches the samples in [from, count); a window that would share a sample with the newest one is left out. No earlier window: 0.</summary>
    public static void FindNearest(
        KernelLevel level,
        ReadOnlySpan<ushort> samples,
        int from,
        int count,
        out int nearestShort,
        out int nearestLong
    )
    {
        nearestShort = Nearest(level, samples, from, count, Short);
        nearestLong = Nearest(level, samples, from, count, Long);
    }

    private static int Nearest(KernelLevel level, ReadOnlySpan<ushort> samples, int from, int count, int length)
    {
        // Ends (positions of the last sample) of the earlier windows: all that leave room for their own length and the newest window.
        var firstEnd = from + length - 1;
        var pastEnd = count - length;
        if (firstEnd >= pastEnd)
        {
            return 0;
        }

        return level == KernelLevel.Scalar
            ? ScalarNearest(samples, count, length, firstEnd, pastEnd, ushort.MaxValue)
            : VectorNearest(samples, count, length, firstEnd, pastEnd);
    }

    private static int ScalarNearest(ReadOnlySpan<ushort> samples, int count, int length, int firstEnd, int pastEnd, int best)
    {
        for (var end = firstEnd; end < pastEnd; end++)
        {
            var sum = length * Math.Abs(samples[end] - samples[count - 1]);
            for (var back = 0; back < length && sum < best; back++)
            {
                sum += Math.Abs(samples[end - back] - samples[count - 1 - back]);
            }

            best = Math.Min(best, sum);
        }

        return best;
    }

    /// <summary>Sixteen windows at a time, one lane each: the samples of neighbouring windows lie side by side.</summary>
    private static int VectorNearest(ReadOnlySpan<ushort> samples, int count, int length, int firstEnd, int pastEnd)
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        Span<Vector256<ushort>> newest = stackalloc Vector256<ushort>[Long];
        for (var back = 0; back < length; back++)
        {
            newest[back] = Vector256.Create(samples[count - 1 - back]);
        }

        var best = Vector256<ushort>.AllBitsSet;
        var factor = Vector256.Create((ushort)(length + 1));
        var end = firstEnd;
        for (; end + Vector256<ushort>.Count <= pastEnd; end += Vector256<ushort>.Count)
        {
            var sum = Difference(ref start, end, newest[0]) * factor;
            for (var back = 1; back < length; back++)
            {
                sum += Difference(ref start, end - back, newest[back]);
            }

            best = Vector256.Min(best, sum);
        }

        var smallest = (int)ushort.MaxValue;
        for (var lane = 0; lane < Vector256<ushort>.Count; lane++)
        {
            smallest = Math.Min(smallest, best[lane]);
        }

        return ScalarNearest(samples, count, length, end, pastEnd, smallest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Difference(ref ushort start, int at, Vector256<ushort> value)
    {
        var sample = Vector256.LoadUnsafe(ref start, (nuint)at);
        return Vector256.Max(sample, value) - Vector256.Min(sample, value);
    }
}
