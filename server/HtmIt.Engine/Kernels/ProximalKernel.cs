using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HtmIt.Engine.Kernels;

/// <summary>
/// Learning of one winning column: permanences on active inputs rise, the others fall. 0 marks an input outside the column's
/// potential pool and stays 0; the others stay in 1 … 65535.
/// </summary>
internal static class ProximalKernel
{
    /// <summary>Elements per step of the widest kernel; rows are padded to a multiple of it.</summary>
    public const int Lanes = 32;

    /// <param name="level">The kernel to use.</param>
    /// <param name="permanences">The column's permanences.</param>
    /// <param name="active">Per input 0xFFFF when it is on, else 0.</param>
    /// <param name="rates">Step sizes and threshold.</param>
    /// <param name="flips">One word per 32 inputs: set where the connection was made or lost.</param>
    public static void Learn(
        KernelLevel level,
        Span<ushort> permanences,
        ReadOnlySpan<ushort> active,
        in ProximalRates rates,
        Span<uint> flips
    )
    {
        switch (level)
        {
            case KernelLevel.Vector512:
                Learn512(permanences, active, rates, flips);
                break;
            case KernelLevel.Vector256:
                Learn256(permanences, active, rates, flips);
                break;
            default:
                LearnScalar(permanences, active, rates, flips);
                break;
        }
    }

    private static void LearnScalar(Span<ushort> permanences, ReadOnlySpan<ushort> active, in ProximalRates rates, Span<uint> flips)
    {
        flips.Clear();
        for (var i = 0; i < permanences.Length; i++)
        {
            int old = permanences[i];
            if (old == 0)
            {
                continue;
            }

            var next = active[i] != 0 ? Math.Min(old + rates.Increment, ushort.MaxValue) : Math.Max(old - rates.Decrement, 1);
            permanences[i] = (ushort)next;
            if ((old >= rates.Connected) != (next >= rates.Connected))
            {
                flips[i / 32] |= 1u << (i % 32);
            }
        }
    }

    private static void Learn512(Span<ushort> permanences, ReadOnlySpan<ushort> active, in ProximalRates rates, Span<uint> flips)
    {
        ref var row = ref MemoryMarshal.GetReference(permanences);
        ref var mask = ref MemoryMarshal.GetReference(active);
        var increment = Vector512.Create(rates.Increment);
        var decrement = Vector512.Create(rates.Decrement);
        var connected = Vector512.Create(rates.Connected);
        for (var i = 0; i < permanences.Length; i += 32)
        {
            var old = Vector512.LoadUnsafe(ref row, (nuint)i);
            var up = Vector512.AddSaturate(old, increment);
            var down = Vector512.Max(Vector512.SubtractSaturate(old, decrement), Vector512<ushort>.One);
            var next = Vector512.ConditionalSelect(Vector512.LoadUnsafe(ref mask, (nuint)i), up, down);
            next = Vector512.AndNot(next, Vector512.Equals(old, Vector512<ushort>.Zero));
            next.StoreUnsafe(ref row, (nuint)i);
            var change = Vector512.GreaterThanOrEqual(old, connected) ^ Vector512.GreaterThanOrEqual(next, connected);
            flips[i / 32] = (uint)change.ExtractMostSignificantBits();
        }
    }

    private static void Learn256(Span<ushort> permanences, ReadOnlySpan<ushort> active, in ProximalRates rates, Span<uint> flips)
    {
        flips.Clear();
        ref var row = ref MemoryMarshal.GetReference(permanences);
        ref var mask = ref MemoryMarshal.GetReference(active);
        var increment = Vector256.Create(rates.Increment);
        var decrement = Vector256.Create(rates.Decrement);
        var connected = Vector256.Create(rates.Connected);
        for (var i = 0; i < permanences.Length; i += 16)
        {
            var old = Vector256.LoadUnsafe(ref row, (nuint)i);
            var up = Vector256.AddSaturate(old, increment);
            var down = Vector256.Max(Vector256.SubtractSaturate(old, decrement), Vector256<ushort>.One);
            var next = Vector256.ConditionalSelect(Vector256.LoadUnsafe(ref mask, (nuint)i), up, down);
            next = Vector256.AndNot(next, Vector256.Equals(old, Vector256<ushort>.Zero));
            next.StoreUnsafe(ref row, (nuint)i);
            var change = Vector256.GreaterThanOrEqual(old, connected) ^ Vector256.GreaterThanOrEqual(next, connected);
            flips[i / 32] |= change.ExtractMostSignificantBits() << (i % 32);
        }
    }
}
