using System.Numerics;

namespace HtmIt.Engine.Kernels;

/// <summary>Picks the k places with the largest counts from bit planes; among equal counts the lower place wins.</summary>
internal static class LargestKernel
{
    /// <param name="planes">Counts as bit planes (see <see cref="OverlapKernel"/>).</param>
    /// <param name="candidates">The places that may win, at least k of them; what is left in it means nothing.</param>
    /// <param name="winners">Receives k places, ascending.</param>
    public static void Pick(ReadOnlySpan<ulong> planes, Span<ulong> candidates, Span<ushort> winners)
    {
        var words = candidates.Length;
        Span<ulong> selected = stackalloc ulong[words];
        selected.Clear();
        var missing = winners.Length;
        for (var p = OverlapKernel.Planes - 1; p >= 0; p--)
        {
            var plane = planes.Slice(p * words, words);
            var count = CountBoth(candidates, plane);
            if (count >= missing)
            {
                Keep(candidates, plane);
            }
            else if (count > 0)
            {
                missing -= count;
                Move(candidates, plane, selected);
            }
        }

        TakeLowest(candidates, missing, selected);
        List(selected, winners);
    }

    private static int CountBoth(ReadOnlySpan<ulong> candidates, ReadOnlySpan<ulong> plane)
    {
        var count = 0;
        for (var w = 0; w < candidates.Length; w++)
        {
            count += BitOperations.PopCount(candidates[w] & plane[w]);
        }

        return count;
    }

    private static void Keep(Span<ulong> candidates, ReadOnlySpan<ulong> plane)
    {
        for (var w = 0; w < candidates.Length; w++)
        {
            candidates[w] &= plane[w];
        }
    }

    private static void Move(Span<ulong> candidates, ReadOnlySpan<ulong> plane, Span<ulong> selected)
    {
        for (var w = 0; w < candidates.Length; w++)
        {
            selected[w] |= candidates[w] & plane[w];
            candidates[w] &= ~plane[w];
        }
    }

    private static void TakeLowest(ReadOnlySpan<ulong> candidates, int missing, Span<ulong> selected)
    {
        for (var w = 0; missing > 0; w++)
        {
            for (var word = candidates[w]; word != 0 && missing > 0; missing--)
            {
                selected[w] |= word & (0 - word);
                word &= word - 1;
            }
        }
    }

    private static void List(ReadOnlySpan<ulong> selected, Span<ushort> winners)
    {
        var n = 0;
        for (var w = 0; w < selected.Length; w++)
        {
            for (var word = selected[w]; word != 0; word &= word - 1)
            {
                winners[n++] = (ushort)((w * 64) + BitOperations.TrailingZeroCount(word));
            }
        }
    }
}
