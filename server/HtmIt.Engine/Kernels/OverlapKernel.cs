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
                Count<Vector512<ulong>, BitLanes512>(table, chosen, words, planes, stride);
                break;
            case KernelLevel.Vector256:
                Count<Vector256<ulong>, BitLanes256>(table, chosen, words, planes, stride);
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
    private static void Count<TVector, TLanes>(
        ReadOnlySpan<ulong> table,
        ReadOnlySpan<ushort> chosen,
        int words,
        Span<ulong> planes,
        int stride
    )
        where TVector : struct
        where TLanes : struct, IBitLanes<TVector>
    {
        ref var source = ref MemoryMarshal.GetReference(table);
        ref var target = ref MemoryMarshal.GetReference(planes);
        for (var w = 0; w < words; w += TLanes.Words)
        {
            TVector ones = default,
                twos = default,
                fours = default,
                eights = default,
                sixteens = default,
                high = default;
            var i = 0;
            for (; i + 8 <= chosen.Length; i += 8)
            {
                var twosA = Add<TVector, TLanes>(
                    ref ones,
                    Row<TVector, TLanes>(ref source, chosen[i] * words, w),
                    Row<TVector, TLanes>(ref source, chosen[i + 1] * words, w)
                );
                var twosB = Add<TVector, TLanes>(
                    ref ones,
                    Row<TVector, TLanes>(ref source, chosen[i + 2] * words, w),
                    Row<TVector, TLanes>(ref source, chosen[i + 3] * words, w)
                );
                var foursA = Add<TVector, TLanes>(ref twos, twosA, twosB);
                twosA = Add<TVector, TLanes>(
                    ref ones,
                    Row<TVector, TLanes>(ref source, chosen[i + 4] * words, w),
                    Row<TVector, TLanes>(ref source, chosen[i + 5] * words, w)
                );
                twosB = Add<TVector, TLanes>(
                    ref ones,
                    Row<TVector, TLanes>(ref source, chosen[i + 6] * words, w),
                    Row<TVector, TLanes>(ref source, chosen[i + 7] * words, w)
                );
                var foursB = Add<TVector, TLanes>(ref twos, twosA, twosB);
                Ripple<TVector, TLanes>(ref eights, ref sixteens, ref high, Add<TVector, TLanes>(ref fours, foursA, foursB));
            }

            for (; i < chosen.Length; i++)
            {
                var carry = Half<TVector, TLanes>(ref ones, Row<TVector, TLanes>(ref source, chosen[i] * words, w));
                carry = Half<TVector, TLanes>(ref twos, carry);
                Ripple<TVector, TLanes>(ref eights, ref sixteens, ref high, Half<TVector, TLanes>(ref fours, carry));
            }

            TLanes.Store(ones, ref target, (nuint)w);
            TLanes.Store(twos, ref target, (nuint)(w + stride));
            TLanes.Store(fours, ref target, (nuint)(w + (2 * stride)));
            TLanes.Store(eights, ref target, (nuint)(w + (3 * stride)));
            TLanes.Store(sixteens, ref target, (nuint)(w + (4 * stride)));
            TLanes.Store(high, ref target, (nuint)(w + (5 * stride)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Row<TVector, TLanes>(ref ulong source, int row, int word)
        where TVector : struct
        where TLanes : struct, IBitLanes<TVector> => TLanes.Load(ref source, (nuint)(row + word));

    /// <summary>A full adder on every bit: sum becomes the sum, the carry is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add<TVector, TLanes>(ref TVector sum, TVector a, TVector b)
        where TVector : struct
        where TLanes : struct, IBitLanes<TVector>
    {
        var half = TLanes.Xor(a, b);
        var carry = TLanes.Or(TLanes.And(a, b), TLanes.And(half, sum));
        sum = TLanes.Xor(sum, half);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Half<TVector, TLanes>(ref TVector sum, TVector a)
        where TVector : struct
        where TLanes : struct, IBitLanes<TVector>
    {
        var carry = TLanes.And(sum, a);
        sum = TLanes.Xor(sum, a);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ripple<TVector, TLanes>(ref TVector eights, ref TVector sixteens, ref TVector high, TVector carry)
        where TVector : struct
        where TLanes : struct, IBitLanes<TVector> =>
        high = TLanes.Xor(high, Half<TVector, TLanes>(ref sixteens, Half<TVector, TLanes>(ref eights, carry)));
}
