namespace HtmIt.Engine.Reference;

/// <summary>
/// Time of day as a block of bits that goes round a ring once in 24 hours (Purdy, "Encoding Data for HTM Systems", 2016). Seconds are ignored.
/// </summary>
internal sealed class ReferenceDateEncoder
{
    /// <summary>Bits that are on.</summary>
    public const int ActiveBits = 21;

    /// <summary>Hours after which two times no longer share a bit.</summary>
    private const double Radius = 9.49;

    private const double HoursPerDay = 24;

    /// <summary>Bits of the ring.</summary>
    public int Width { get; } = (int)Math.Ceiling(ActiveBits * HoursPerDay / Radius);

    /// <summary>Sets the bits of a time in a span of at least <see cref="Width"/>, which is all off before.</summary>
    public void Encode(DateTime time, Span<bool> bits)
    {
        var hours = time.Hour + (time.Minute / 60.0);
        var centre = (int)(hours * Width / HoursPerDay);
        for (var offset = -ActiveBits / 2; offset <= ActiveBits / 2; offset++)
        {
            bits[(centre + offset + Width) % Width] = true;
        }
    }
}
