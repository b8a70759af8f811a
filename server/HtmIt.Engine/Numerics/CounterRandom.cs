namespace HtmIt.Engine.Numerics;

/// <summary>
/// Random numbers as a function of (seed, purpose, counter): no state to keep, no order to respect, the same on every machine.
/// </summary>
internal struct CounterRandom(ulong seed, RandomPurpose purpose, ulong counter)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Hash(seed + ((ulong)purpose << 56), counter);

    /// <summary>Mixes two words into one; every bit of the result depends on every bit of both.</summary>
    public static ulong Hash(ulong a, ulong b) => Mix(Mix(a + Golden) ^ ((b * 0xD1342543DE82EF95) + Golden));

    public ulong Next()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>A number in [0, bound); the bias is below bound / 2^32.</summary>
    public int Next(int bound) => (int)(((Next() >> 32) * (ulong)(uint)bound) >> 32);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
