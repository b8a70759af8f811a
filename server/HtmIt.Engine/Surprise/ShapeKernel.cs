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

    /// <summary>The same for the short length among the windows that end in [firstEnd, pastEnd).</summary>
    public static int FindNearestShort(KernelLevel level, ReadOnlySpan<ushort> samples, int count, int firstEnd, int pastEnd) =>
        level == KernelLevel.Scalar
            ? ScalarNearest(samples, count, Short, firstEnd, pastEnd, ushort.MaxValue)
            : FewNearestShort(samples, count, firstEnd, pastEnd);

    /// <summary>Sixteen windows at a time; of the last sixteen those beyond the end do not count.</summary>
    private static int FewNearestShort(ReadOnlySpan<ushort> samples, int count, int firstEnd, int pastEnd)
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var (newest, second) = (Vector256.Create(samples[count - 1]), Vector256.Create(samples[count - 2]));
        var (third, fourth) = (Vector256.Create(samples[count - 3]), Vector256.Create(samples[count - 4]));
        var best = Vector256<ushort>.AllBitsSet;
        for (var end = firstEnd; end < pastEnd; end += Vector256<ushort>.Count)
        {
            var sum = Difference(ref start, end, newest) * Vector256.Create((ushort)(Short + 1));
            sum += Difference(ref start, end - 1, second);
            sum += Difference(ref start, end - 2, third);
            sum += Difference(ref start, end - 3, fourth);
            var beyond = Vector256.GreaterThanOrEqual(
                Vector256<ushort>.Indices,
                Vector256.Create((ushort)Math.Min(pastEnd - end, ushort.MaxValue))
            );
            best = Vector256.Min(best, sum | beyond);
        }

        return Smallest(best);
    }

    private static int Smallest(Vector256<ushort> sums)
    {
        var half = Vector128.Min(sums.GetLower(), sums.GetUpper());
        var smallest = (int)half[0];
        for (var lane = 1; lane < Vector128<ushort>.Count; lane++)
        {
            smallest = Math.Min(smallest, half[lane]);
        }

        return smallest;
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
            : VectorNearest(level, samples, count, length, firstEnd, pastEnd);
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

    /// <summary>Sixteen or thirty-two windows at a time, one lane each: the samples of neighbouring windows lie side by side.</summary>
    private static int VectorNearest(KernelLevel level, ReadOnlySpan<ushort> samples, int count, int length, int firstEnd, int pastEnd)
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var best = Vector256<ushort>.AllBitsSet;
        var end = firstEnd;
        if (level == KernelLevel.Vector512)
        {
            var wide = Vector512<ushort>.AllBitsSet;
            for (; end + Vector512<ushort>.Count <= pastEnd; end += Vector512<ushort>.Count)
            {
                var sum = Difference512(ref start, end, samples[count - 1]) * Vector512.Create((ushort)(length + 1));
                for (var back = 1; back < length; back++)
                {
                    sum += Difference512(ref start, end - back, samples[count - 1 - back]);
                }

                wide = Vector512.Min(wide, sum);
            }

            best = Vector256.Min(wide.GetLower(), wide.GetUpper());
        }

        for (; end + Vector256<ushort>.Count <= pastEnd; end += Vector256<ushort>.Count)
        {
            var sum = Difference(ref start, end, Vector256.Create(samples[count - 1])) * Vector256.Create((ushort)(length + 1));
            for (var back = 1; back < length; back++)
            {
                sum += Difference(ref start, end - back, Vector256.Create(samples[count - 1 - back]));
            }

            best = Vector256.Min(best, sum);
        }

        return ScalarNearest(samples, count, length, end, pastEnd, Smallest(best));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Difference512(ref ushort start, int at, ushort value)
    {
        var sample = Vector512.LoadUnsafe(ref start, (nuint)at);
        var newest = Vector512.Create(value);
        return Vector512.Max(sample, newest) - Vector512.Min(sample, newest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Difference(ref ushort start, int at, Vector256<ushort> value)
    {
        var sample = Vector256.LoadUnsafe(ref start, (nuint)at);
        return Vector256.Max(sample, value) - Vector256.Min(sample, value);
    }
}
