namespace HtmIt.Engine.Encoders;

/// <summary>A run of bits whose centre moves round the day; it wraps at midnight (UTC). Seconds are ignored.</summary>
internal sealed class TimeOfDayEncoder(int bits, int activeBits)
{
    private const long SecondsPerDay = 86_400;
    private const int MinutesPerDay = 1_440;

    /// <summary>Writes the indices of the bits that are on, ascending from the first of the run, and returns how many.</summary>
    public int Encode(long unixSeconds, Span<ushort> active)
    {
        var second = unixSeconds % SecondsPerDay;
        var minute = (int)((second < 0 ? second + SecondsPerDay : second) / 60);
        var bit = (minute * bits / MinutesPerDay) - (activeBits / 2);
        bit = bit < 0 ? bit + bits : bit;
        for (var i = 0; i < activeBits; i++)
        {
            active[i] = (ushort)bit;
            bit = bit + 1 == bits ? 0 : bit + 1;
        }

        return activeBits;
    }
}
