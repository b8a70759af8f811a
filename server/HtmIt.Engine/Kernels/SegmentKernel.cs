using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HtmIt.Engine.Kernels;

/// <summary>Learning of one segment: permanences move by the step for their source cell's state. At most 64 synapses.</summary>
internal static class SegmentKernel
{
    /// <summary>Synapses handled at a time; a segment has room for a multiple of it.</summary>
    public const int Lanes = 16;

    /// <param name="level">The kernel to use.</param>
    /// <param name="sources">Source cells; whatever lies beyond the count must still be cell numbers.</param>
    /// <param name="permanences">Permanences, changed in place; those beyond the count are of no meaning.</param>
    /// <param name="count">Number of synapses.</param>
    /// <param name="active">The active cells, a word for each column.</param>
    /// <param name="step">The change.</param>
    /// <param name="emptied">Set bits: synapses whose permanence reached 0.</param>
    /// <returns>Set bits: synapses that became connected or ceased to be.</returns>
    public static ulong Adapt(
        KernelLevel level,
        ReadOnlySpan<ushort> sources,
        Span<byte> permanences,
        int count,
        ReadOnlySpan<uint> active,
        in SegmentStep step,
        out ulong emptied
    )
    {
        var flips =
            level == KernelLevel.Scalar
                ? AdaptScalar(sources, permanences, count, active, step, out emptied)
                : AdaptVector(sources, permanences, count, active, step, out emptied);
        var valid = ulong.MaxValue >> (64 - count);
        emptied &= valid;
        return flips & valid;
    }

    /// <summary>Set bits: synapses whose source is on.</summary>
    public static ulong FindOn(ReadOnlySpan<ushort> sources, ReadOnlySpan<uint> on)
    {
        ref var word = ref MemoryMarshal.GetReference(on);
        var bits = 0UL;
        for (var i = 0; i < sources.Length; i++)
        {
            uint source = sources[i];
            bits |= (ulong)((Unsafe.Add(ref word, source >> 5) >> (int)(source & 31)) & 1) << i;
        }

        return bits;
    }

    /// <summary>The place of the smallest number, the first of equals.</summary>
    public static int FindWeakest(ReadOnlySpan<byte> strengths)
    {
        var weakest = 0;
        for (var i = 1; i < strengths.Length; i++)
        {
            weakest = strengths[i] < strengths[weakest] ? i : weakest;
        }

        return weakest;
    }

    private static ulong AdaptScalar(
        ReadOnlySpan<ushort> sources,
        Span<byte> permanences,
        int count,
        ReadOnlySpan<uint> active,
        in SegmentStep step,
        out ulong emptied
    )
    {
        emptied = 0;
        var flips = 0UL;
        for (var i = 0; i < count; i++)
        {
            int old = permanences[i];
            var on = ((active[sources[i] / 32] >> (sources[i] % 32)) & 1) != 0;
            var next = Math.Max(0, Math.Min(old + (on ? step.ActiveUp : 0), SegmentStep.One) - (on ? step.ActiveDown : step.OtherDown));
            permanences[i] = (byte)next;
            emptied |= (next == 0 ? 1UL : 0) << i;
            flips |= (old >= step.Connected != next >= step.Connected ? 1UL : 0) << i;
        }

        return flips;
    }

    private static unsafe ulong AdaptVector(
        ReadOnlySpan<ushort> sources,
        Span<byte> permanences,
        int count,
        ReadOnlySpan<uint> active,
        in SegmentStep step,
        out ulong emptied
    )
    {
        emptied = 0;
        var flips = 0UL;
        var one = Vector128.Create(SegmentStep.One);
        var connected = Vector128.Create(step.Connected);
        fixed (uint* words = active)
        {
            for (var i = 0; i < count; i += Lanes)
            {
                ref var permanence = ref Unsafe.Add(ref MemoryMarshal.GetReference(permanences), i);
                var on = OnMask(ref Unsafe.Add(ref MemoryMarshal.GetReference(sources), i), words);
                var old = Vector128.LoadUnsafe(ref permanence);
                var next = Vector128.Min(Vector128.AddSaturate(old, on & Vector128.Create(step.ActiveUp)), one);
                var down = Vector128.ConditionalSelect(on, Vector128.Create(step.ActiveDown), Vector128.Create(step.OtherDown));
                next = Vector128.SubtractSaturate(next, down);
                next.StoreUnsafe(ref permanence);
                emptied |= (ulong)Vector128.Equals(next, Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
                var change = Vector128.GreaterThanOrEqual(old, connected) ^ Vector128.GreaterThanOrEqual(next, connected);
                flips |= (ulong)change.ExtractMostSignificantBits() << i;
            }
        }

        return flips;
    }

    /// <summary>For sixteen cells a byte each: 0xFF where the cell's bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector128<byte> OnMask(ref ushort sources, uint* words)
    {
        var cells = Vector256.LoadUnsafe(ref sources);
        var (low, high) = Vector256.Widen(cells);
        var bits = Vector256.Narrow(Bits(low, words), Bits(high, words));
        return Vector128.Narrow(bits.GetLower(), bits.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<uint> Bits(Vector256<uint> cells, uint* words)
    {
        var column = cells >>> 5;
        var gathered = Avx2.IsSupported
            ? Avx2.GatherVector256(words, column.AsInt32(), sizeof(uint))
            : Vector256.Create(
                words[column[0]],
                words[column[1]],
                words[column[2]],
                words[column[3]],
                words[column[4]],
                words[column[5]],
                words[column[6]],
                words[column[7]]
            );
        var place = cells & Vector256.Create(31u);
        var bit = Avx2.IsSupported
            ? Avx2.ShiftRightLogicalVariable(gathered, place)
            : Vector256.Create(
                gathered[0] >> (int)place[0],
                gathered[1] >> (int)place[1],
                gathered[2] >> (int)place[2],
                gathered[3] >> (int)place[3],
                gathered[4] >> (int)place[4],
                gathered[5] >> (int)place[5],
                gathered[6] >> (int)place[6],
                gathered[7] >> (int)place[7]
            );
        return Vector256<uint>.Zero - (bit & Vector256<uint>.One);
    }
}
