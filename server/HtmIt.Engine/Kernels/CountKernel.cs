using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HtmIt.Engine.Kernels;

/// <summary>Counting synapses per segment, and finding the segments that have enough.</summary>
internal static class CountKernel
{
    /// <summary>Adds one list of index entries: one to the low byte, and one to the high byte if the entry's top bit is set.</summary>
    public static void Add(ReadOnlySpan<ushort> entries, Span<ushort> counts)
    {
        ref var entry = ref MemoryMarshal.GetReference(entries);
        ref var target = ref MemoryMarshal.GetReference(counts);
        var i = 0;

        // Four entries a load; the order of the additions does not matter.
        for (; i + 4 <= entries.Length; i += 4)
        {
            var four = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref entry, i)));
            AddOne(ref target, (uint)four & 0xFFFF);
            AddOne(ref target, (uint)(four >> 16) & 0xFFFF);
            AddOne(ref target, (uint)(four >> 32) & 0xFFFF);
            AddOne(ref target, (uint)(four >> 48));
        }

        for (; i < entries.Length; i++)
        {
            AddOne(ref target, Unsafe.Add(ref entry, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne(ref ushort target, uint entry)
    {
        ref var count = ref Unsafe.Add(ref target, entry & 0x7FFF);
        count = (ushort)(count + 1 + ((entry & 0x8000) >> 7));
    }

    /// <summary>Writes the indices whose low byte is at least the threshold, ascending; returns how many.</summary>
    public static int FindAtLeast(KernelLevel level, ReadOnlySpan<ushort> counts, int threshold, Span<ushort> found) =>
        level switch
        {
            KernelLevel.Vector512 => Find512(counts, threshold, found),
            KernelLevel.Vector256 => Find256(counts, threshold, found),
            _ => FindScalar(counts, 0, 0, threshold, found),
        };

    private static int FindScalar(ReadOnlySpan<ushort> counts, int start, int n, int threshold, Span<ushort> found)
    {
        for (var i = start; i < counts.Length; i++)
        {
            if ((counts[i] & 0xFF) >= threshold)
            {
                found[n++] = (ushort)i;
            }
        }

        return n;
    }

    private static int Find512(ReadOnlySpan<ushort> counts, int threshold, Span<ushort> found)
    {
        ref var source = ref MemoryMarshal.GetReference(counts);
        var low = Vector512.Create((ushort)0xFF);
        var limit = Vector512.Create((ushort)threshold);
        int n = 0,
            i = 0;
        for (; i + 32 <= counts.Length; i += 32)
        {
            var reached = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref source, (nuint)i) & low, limit);
            n = List((uint)reached.ExtractMostSignificantBits(), i, n, found);
        }

        return FindScalar(counts, i, n, threshold, found);
    }

    private static int Find256(ReadOnlySpan<ushort> counts, int threshold, Span<ushort> found)
    {
        ref var source = ref MemoryMarshal.GetReference(counts);
        var low = Vector256.Create((ushort)0xFF);
        var limit = Vector256.Create((ushort)threshold);
        int n = 0,
            i = 0;
        for (; i + 16 <= counts.Length; i += 16)
        {
            var reached = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref source, (nuint)i) & low, limit);
            n = List(reached.ExtractMostSignificantBits(), i, n, found);
        }

        return FindScalar(counts, i, n, threshold, found);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int List(uint bits, int start, int n, Span<ushort> found)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            found[n++] = (ushort)(start + System.Numerics.BitOperations.TrailingZeroCount(bits));
        }

        return n;
    }
}
