using System.Buffers.Binary;

namespace HtmIt.Engine.Snapshots;

/// <summary>A 64-bit checksum: every bit of the input changes about half of its bits. Finds damage, does not resist forgery.</summary>
internal static class Checksum
{
    private const ulong Multiplier = 0x9FB2_1C65_1E98_DF25;

    public static ulong Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Continue(Continue(0x27D4_EB2F_1656_67C5, first), second);

    private static ulong Continue(ulong state, ReadOnlySpan<byte> data)
    {
        state ^= (ulong)data.Length * Multiplier;
        for (; data.Length >= 8; data = data[8..])
        {
            state = Step(state, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (var value in data)
        {
            state = Step(state, value);
        }

        return state ^ (state >> 29);
    }

    // Each step is a bijection of the state for any word, so two inputs that differ in one word never meet in that step.
    private static ulong Step(ulong state, ulong word)
    {
        state = (state ^ word) * Multiplier;
        return state ^ (state >> 32);
    }
}
