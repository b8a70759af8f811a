namespace HtmIt.Engine.Reference;

/// <summary>
/// The random generator of the reference: the additive lagged generator of BSD's <c>random</c> with 31 words and separation 3. Published rows
/// depend on each of its draws, and on their order.
/// </summary>
internal sealed class LaggedGenerator : IReferenceRandom
{
    private const int Words = 31;
    private const int Separation = 3;
    private const int Discarded = 310;

    /// <summary>Sums are reduced by 2³²−1, not by 2³² as the original does.</summary>
    private const uint Modulus = uint.MaxValue;

    private readonly uint[] _state = new uint[Words];
    private int _front = Separation;
    private int _rear;

    public LaggedGenerator(uint seed)
    {
        _state[0] = seed % Modulus;
        for (var i = 1; i < Words; i++)
        {
            _state[i] = ParkMiller(_state[i - 1]);
        }

        for (var i = 0; i < Discarded; i++)
        {
            Next();
        }
    }

    /// <summary>The next 31 random bits.</summary>
    public uint Next()
    {
        var sum = (uint)(((ulong)_state[_front] + _state[_rear]) % Modulus);
        _state[_front] = sum;
        _front = (_front + 1) % Words;
        _rear = (_rear + 1) % Words;
        return sum >> 1;
    }

    /// <summary>A whole number in [0, count). Slightly uneven, as the reference is.</summary>
    public int Below(int count) => (int)(Next() % (uint)count);

    int IReferenceRandom.Below(int count, RandomDraw draw) => Below(count);

    /// <summary>A real number in [0, 1) with 48 bits, of which one is always zero.</summary>
    public double NextReal()
    {
        var low = (ulong)Next();
        var high = (ulong)Next();
        const ulong Range = 1UL << 48;
        return (double)((low | (high << 32)) % Range) / Range;
    }

    /// <summary>16807·x mod 2³¹−1 without leaving 32 signed bits (Schrage's method; Park and Miller, 1988).</summary>
    private static uint ParkMiller(uint value)
    {
        var x = unchecked((int)value);
        var next = (16807 * (x % 127773)) - (2836 * (x / 127773));
        return (uint)(next < 0 ? next + int.MaxValue : next);
    }
}
