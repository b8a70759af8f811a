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
    /// <param name="table">The bit rows of all inputs one after the other.</param>
    /// <param name="chosen">The chosen inputs.</param>
    /// <param name="words">Length of a row, a multiple of eight.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="stride">Distance from one plane to the next.</param>
    public static void Count(
        KernelLevel level,
        ReadOnlySpan<ulong> table,
        ReadOnlySpan<ushort> chosen,
        int words,
        Span<ulong> planes,
        int stride
    )
    {
        switch (level)
        {
            case KernelLevel.Vector512:
                Count512(table, chosen, words, planes, stride);
                break;
            case KernelLevel.Vector256:
                Count256(table, chosen, words, planes, stride);
                break;
            default:
                CountScalar(table, chosen, words, planes, stride);
                break;
        }
    }

    private static void CountScalar(ReadOnlySpan<ulong> table, ReadOnlySpan<ushort> chosen, int words, Span<ulong> planes, int stride)
    {
        for (var p = 0; p < Planes; p++)
        {
            planes.Slice(p * stride, words).Clear();
        }

        foreach (var input in chosen)
        {
            var row = table.Slice(input * words, words);
            for (var w = 0; w < words; w++)
            {
                var carry = row[w];
                for (var p = w; carry != 0; p += stride)
                {
                    var sum = planes[p];
                    planes[p] = sum ^ carry;
                    carry &= sum;
                }
            }
        }
    }

    // Harley-Seal: eight rows at a time go through seven full adders into ones, twos and fours; only the eights ripple on.
    private static void Count512(ReadOnlySpan<ulong> table, ReadOnlySpan<ushort> chosen, int words, Span<ulong> planes, int stride)
    {
        ref var source = ref MemoryMarshal.GetReference(table);
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
            for (; i + 8 <= chosen.Length; i += 8)
            {
                var twosA = Add(ref ones, Row512(ref source, chosen[i] * words, w), Row512(ref source, chosen[i + 1] * words, w));
                var twosB = Add(ref ones, Row512(ref source, chosen[i + 2] * words, w), Row512(ref source, chosen[i + 3] * words, w));
                var foursA = Add(ref twos, twosA, twosB);
                twosA = Add(ref ones, Row512(ref source, chosen[i + 4] * words, w), Row512(ref source, chosen[i + 5] * words, w));
                twosB = Add(ref ones, Row512(ref source, chosen[i + 6] * words, w), Row512(ref source, chosen[i + 7] * words, w));
                var foursB = Add(ref twos, twosA, twosB);
                Ripple(ref eights, ref sixteens, ref high, Add(ref fours, foursA, foursB));
            }

            for (; i < chosen.Length; i++)
            {
                var carry = Half(ref ones, Row512(ref source, chosen[i] * words, w));
                carry = Half(ref twos, carry);
                Ripple(ref eights, ref sixteens, ref high, Half(ref fours, carry));
            }

            ones.StoreUnsafe(ref target, (nuint)w);
            twos.StoreUnsafe(ref target, (nuint)(w + stride));
            fours.StoreUnsafe(ref target, (nuint)(w + (2 * stride)));
            eights.StoreUnsafe(ref target, (nuint)(w + (3 * stride)));
            sixteens.StoreUnsafe(ref target, (nuint)(w + (4 * stride)));
            high.StoreUnsafe(ref target, (nuint)(w + (5 * stride)));
        }
    }

    private static void Count256(ReadOnlySpan<ulong> table, ReadOnlySpan<ushort> chosen, int words, Span<ulong> planes, int stride)
    {
        ref var source = ref MemoryMarshal.GetReference(table);
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
            for (; i + 8 <= chosen.Length; i += 8)
            {
                var twosA = Add(ref ones, Row256(ref source, chosen[i] * words, w), Row256(ref source, chosen[i + 1] * words, w));
                var twosB = Add(ref ones, Row256(ref source, chosen[i + 2] * words, w), Row256(ref source, chosen[i + 3] * words, w));
                var foursA = Add(ref twos, twosA, twosB);
                twosA = Add(ref ones, Row256(ref source, chosen[i + 4] * words, w), Row256(ref source, chosen[i + 5] * words, w));
                twosB = Add(ref ones, Row256(ref source, chosen[i + 6] * words, w), Row256(ref source, chosen[i + 7] * words, w));
                var foursB = Add(ref twos, twosA, twosB);
                Ripple(ref eights, ref sixteens, ref high, Add(ref fours, foursA, foursB));
            }

            for (; i < chosen.Length; i++)
            {
                var carry = Half(ref ones, Row256(ref source, chosen[i] * words, w));
                carry = Half(ref twos, carry);
                Ripple(ref eights, ref sixteens, ref high, Half(ref fours, carry));
            }

            ones.StoreUnsafe(ref target, (nuint)w);
            twos.StoreUnsafe(ref target, (nuint)(w + stride));
            fours.StoreUnsafe(ref target, (nuint)(w + (2 * stride)));
            eights.StoreUnsafe(ref target, (nuint)(w + (3 * stride)));
            sixteens.StoreUnsafe(ref target, (nuint)(w + (4 * stride)));
            high.StoreUnsafe(ref target, (nuint)(w + (5 * stride)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Row512(ref ulong source, int row, int word) => Vector512.LoadUnsafe(ref source, (nuint)(row + word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Row256(ref ulong source, int row, int word) => Vector256.LoadUnsafe(ref source, (nuint)(row + word));

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
