using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HtmIt.Engine.Kernels;

/// <summary>
/// Counts, for all columns at once, how many of the chosen bit rows have the column's bit set. The counts come out as six bit
/// planes: plane p holds bit p of every column's count. At most 63 rows.
/// </summary>
internal static class OverlapKernel
{
    public const int Planes = 6;

    /// <param name="level">The kernel to use.</param>
    /// <param name="rows">For each chosen input the bit row over columns, all of the same length, a multiple of eight words.</param>
    /// <param name="planes">Receives the planes one after the other, each as long as a row.</param>
    public static void Count(KernelLevel level, ReadOnlySpan<ulong[]> rows, Span<ulong> planes)
    {
        switch (level)
        {
            case KernelLevel.Vector512:
                Count512(rows, planes);
                break;
            case KernelLevel.Vector256:
                Count256(rows, planes);
                break;
            default:
                CountScalar(rows, planes);
                break;
        }
    }

    private static void CountScalar(ReadOnlySpan<ulong[]> rows, Span<ulong> planes)
    {
        var words = planes.Length / Planes;
        planes.Clear();
        foreach (var row in rows)
        {
            for (var w = 0; w < words; w++)
            {
                var carry = row[w];
                for (var p = w; carry != 0; p += words)
                {
                    var sum = planes[p];
                    planes[p] = sum ^ carry;
                    carry &= sum;
                }
            }
        }
    }

    // Harley-Seal: eight rows at a time go through seven full adders into ones, twos and fours; only the eights ripple on.
    private static void Count512(ReadOnlySpan<ulong[]> rows, Span<ulong> planes)
    {
        var words = planes.Length / Planes;
        ref var target = ref MemoryMarshal.GetReference(planes);
        for (var w = 0; w < words; w += 8)
        {
            Vector512<ulong> ones = default,
                twos = default,
                fours = default,
                eights = default,
                sixteens = default,
                high = default;
            var i = 0;
            for (; i + 8 <= rows.Length; i += 8)
            {
                var twosA = Add(ref ones, Row512(rows, i, w), Row512(rows, i + 1, w));
                var twosB = Add(ref ones, Row512(rows, i + 2, w), Row512(rows, i + 3, w));
                var foursA = Add(ref twos, twosA, twosB);
                twosA = Add(ref ones, Row512(rows, i + 4, w), Row512(rows, i + 5, w));
                twosB = Add(ref ones, Row512(rows, i + 6, w), Row512(rows, i + 7, w));
                var foursB = Add(ref twos, twosA, twosB);
                Ripple(ref eights, ref sixteens, ref high, Add(ref fours, foursA, foursB));
            }

            for (; i < rows.Length; i++)
            {
                var carry = Half(ref ones, Row512(rows, i, w));
                carry = Half(ref twos, carry);
                Ripple(ref eights, ref sixteens, ref high, Half(ref fours, carry));
            }

            ones.StoreUnsafe(ref target, (nuint)w);
            twos.StoreUnsafe(ref target, (nuint)(w + words));
            fours.StoreUnsafe(ref target, (nuint)(w + (2 * words)));
            eights.StoreUnsafe(ref target, (nuint)(w + (3 * words)));
            sixteens.StoreUnsafe(ref target, (nuint)(w + (4 * words)));
            high.StoreUnsafe(ref target, (nuint)(w + (5 * words)));
        }
    }

    private static void Count256(ReadOnlySpan<ulong[]> rows, Span<ulong> planes)
    {
        var words = planes.Length / Planes;
        ref var target = ref MemoryMarshal.GetReference(planes);
        for (var w = 0; w < words; w += 4)
        {
            Vector256<ulong> ones = default,
                twos = default,
                fours = default,
                eights = default,
                sixteens = default,
                high = default;
            var i = 0;
            for (; i + 8 <= rows.Length; i += 8)
            {
                var twosA = Add(ref ones, Row256(rows, i, w), Row256(rows, i + 1, w));
                var twosB = Add(ref ones, Row256(rows, i + 2, w), Row256(rows, i + 3, w));
                var foursA = Add(ref twos, twosA, twosB);
                twosA = Add(ref ones, Row256(rows, i + 4, w), Row256(rows, i + 5, w));
                twosB = Add(ref ones, Row256(rows, i + 6, w), Row256(rows, i + 7, w));
                var foursB = Add(ref twos, twosA, twosB);
                Ripple(ref eights, ref sixteens, ref high, Add(ref fours, foursA, foursB));
            }

            for (; i < rows.Length; i++)
            {
                var carry = Half(ref ones, Row256(rows, i, w));
                carry = Half(ref twos, carry);
                Ripple(ref eights, ref sixteens, ref high, Half(ref fours, carry));
            }

            ones.StoreUnsafe(ref target, (nuint)w);
            twos.StoreUnsafe(ref target, (nuint)(w + words));
            fours.StoreUnsafe(ref target, (nuint)(w + (2 * words)));
            eights.StoreUnsafe(ref target, (nuint)(w + (3 * words)));
            sixteens.StoreUnsafe(ref target, (nuint)(w + (4 * words)));
            high.StoreUnsafe(ref target, (nuint)(w + (5 * words)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Row512(ReadOnlySpan<ulong[]> rows, int row, int word) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(rows[row]), (nuint)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Row256(ReadOnlySpan<ulong[]> rows, int row, int word) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(rows[row]), (nuint)word);

    /// <summary>A full adder on every bit: sum becomes the sum, the carry is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Add(ref Vector512<ulong> sum, Vector512<ulong> a, Vector512<ulong> b)
    {
        var half = a ^ b;
        var carry = (a & b) | (half & sum);
        sum ^= half;
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Add(ref Vector256<ulong> sum, Vector256<ulong> a, Vector256<ulong> b)
    {
        var half = a ^ b;
        var carry = (a & b) | (half & sum);
        sum ^= half;
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Half(ref Vector512<ulong> sum, Vector512<ulong> a)
    {
        var carry = sum & a;
        sum ^= a;
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Half(ref Vector256<ulong> sum, Vector256<ulong> a)
    {
        var carry = sum & a;
        sum ^= a;
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ripple(
        ref Vector512<ulong> eights,
        ref Vector512<ulong> sixteens,
        ref Vector512<ulong> high,
        Vector512<ulong> carry
    ) => high ^= Half(ref sixteens, Half(ref eights, carry));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ripple(
        ref Vector256<ulong> eights,
        ref Vector256<ulong> sixteens,
        ref Vector256<ulong> high,
        Vector256<ulong> carry
    ) => high ^= Half(ref sixteens, Half(ref eights, carry));
}
