using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HtmIt.Engine.Kernels;

/// <summary>
/// Learning of one winning column: permanences on active inputs rise, the others fall. 0 marks an input outside the column's
/// potential pool and stays 0; the others stay in 1 … 255.
/// </summary>
internal static class ProximalKernel
{
    /// <summary>Elements per step of the widest kernel; rows are padded to a multiple of it.</summary>
    public const int Lanes = 64;

    /// <param name="level">The kernel to use.</param>
    /// <param name="permanences">The column's permanences; the length is a multiple of <see cref="Lanes"/>.</param>
    /// <param name="active">Per input 0xFF when it is on, else 0.</param>
    /// <param name="step">What to add, to take away, and the threshold.</param>
    /// <param name="flips">One word per 64 inputs: set where the connection was made or lost.</param>
    public static void Learn(KernelLevel level, Span<byte> permanences, ReadOnlySpan<byte> active, in ProximalStep step, Span<ulong> flips)
    {
        switch (level)
        {
            case KernelLevel.Vector512:
                Learn512(permanences, active, step, flips);
                break;
            case KernelLevel.Vector256:
                Learn256(permanences, active, step, flips);
                break;
            default:
                LearnScalar(permanences, active, step, flips);
                break;
        }
    }

    /// <summary>Set bits: inputs whose permanence reaches the threshold. One word per 64 inputs.</summary>
    public static void FindConnected(ReadOnlySpan<byte> permanences, byte connected, Span<ulong> found)
    {
        var threshold = Vector512.Create(connected);
        for (var i = 0; i < permanences.Length; i += 64)
        {
            found[i / 64] = Vector512
                .GreaterThanOrEqual(Vector512.Create(permanences.Slice(i, 64)), threshold)
                .ExtractMostSignificantBits();
        }
    }

    /// <summary>
    /// Set bits: connections that go when permanences fall further, of 64 inputs that were never on when their column won.
    /// </summary>
    /// <param name="start">The permanences at the start.</param>
    /// <param name="connected">The permanence from which a synapse counts.</param>
    /// <param name="lost">What they have lost before.</param>
    /// <param name="down">What they lose now.</param>
    public static ulong FindLost(ReadOnlySpan<byte> start, byte connected, int lost, int down)
    {
        var row = Vector512.Create(start);
        var before = Vector512.GreaterThanOrEqual(row, Vector512.Create((byte)Math.Min(connected + lost, byte.MaxValue)));
        var after = Vector512.GreaterThanOrEqual(row, Vector512.Create((byte)Math.Min(connected + lost + down, byte.MaxValue)));
        return connected + lost > byte.MaxValue ? 0
            : connected + lost + down > byte.MaxValue ? before.ExtractMostSignificantBits()
            : (before ^ after).ExtractMostSignificantBits();
    }

    /// <summary>Takes the same away from all permanences of a potential pool, but leaves each at least 1.</summary>
    public static void Lower(ReadOnlySpan<byte> permanences, byte units, Span<byte> lowered)
    {
        var i = 0;
        for (; i + Vector256<byte>.Count <= permanences.Length; i += Vector256<byte>.Count)
        {
            var old = Vector256.Create(permanences.Slice(i, Vector256<byte>.Count));
            var next = Vector256.SubtractSaturate(old, Vector256.Create(units));
            Vector256.Max(next, Vector256.Min(old, Vector256<byte>.One)).CopyTo(lowered[i..]);
        }

        for (; i < permanences.Length; i++)
        {
            lowered[i] = (byte)Math.Max(permanences[i] - units, Math.Min(permanences[i], (byte)1));
        }
    }

    private static void LearnScalar(Span<byte> permanences, ReadOnlySpan<byte> active, in ProximalStep step, Span<ulong> flips)
    {
        flips.Clear();
        for (var i = 0; i < permanences.Length; i++)
        {
            int old = permanences[i];
            if (old == 0)
            {
                continue;
            }

            var next = active[i] != 0 ? Math.Min(old + step.Up, byte.MaxValue) : Math.Max(old - step.Down, 1);
            permanences[i] = (byte)next;
            if ((old >= step.Connected) != (next >= step.Connected))
            {
                flips[i / 64] |= 1UL << (i % 64);
            }
        }
    }

    private static void Learn512(Span<byte> permanences, ReadOnlySpan<byte> active, in ProximalStep step, Span<ulong> flips)
    {
        ref var row = ref MemoryMarshal.GetReference(permanences);
        ref var mask = ref MemoryMarshal.GetReference(active);
        var up = Vector512.Create(step.Up);
        var down = Vector512.Create(step.Down);
        var connected = Vector512.Create(step.Connected);
        for (var i = 0; i < permanences.Length; i += 64)
        {
            var old = Vector512.LoadUnsafe(ref row, (nuint)i);
            var higher = Vector512.AddSaturate(old, up);
            var lower = Vector512.Max(Vector512.SubtractSaturate(old, down), Vector512<byte>.One);
            var next = Vector512.ConditionalSelect(Vector512.LoadUnsafe(ref mask, (nuint)i), higher, lower);
            next = Vector512.AndNot(next, Vector512.Equals(old, Vector512<byte>.Zero));
            next.StoreUnsafe(ref row, (nuint)i);
            var change = Vector512.GreaterThanOrEqual(old, connected) ^ Vector512.GreaterThanOrEqual(next, connected);
            flips[i / 64] = change.ExtractMostSignificantBits();
        }
    }

    private static void Learn256(Span<byte> permanences, ReadOnlySpan<byte> active, in ProximalStep step, Span<ulong> flips)
    {
        flips.Clear();
        ref var row = ref MemoryMarshal.GetReference(permanences);
        ref var mask = ref MemoryMarshal.GetReference(active);
        var up = Vector256.Create(step.Up);
        var down = Vector256.Create(step.Down);
        var connected = Vector256.Create(step.Connected);
        for (var i = 0; i < permanences.Length; i += 32)
        {
            var old = Vector256.LoadUnsafe(ref row, (nuint)i);
            var higher = Vector256.AddSaturate(old, up);
            var lower = Vector256.Max(Vector256.SubtractSaturate(old, down), Vector256<byte>.One);
            var next = Vector256.ConditionalSelect(Vector256.LoadUnsafe(ref mask, (nuint)i), higher, lower);
            next = Vector256.AndNot(next, Vector256.Equals(old, Vector256<byte>.Zero));
            next.StoreUnsafe(ref row, (nuint)i);
            var change = Vector256.GreaterThanOrEqual(old, connected) ^ Vector256.GreaterThanOrEqual(next, connected);
            flips[i / 64] |= (ulong)change.ExtractMostSignificantBits() << (i % 64);
        }
    }
}
