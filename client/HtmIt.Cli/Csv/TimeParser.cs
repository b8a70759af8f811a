using System.Globalization;

namespace HtmIt.Cli.Csv;

/// <summary>Reads times as they come in files: ISO 8601, <c>yyyy-MM-dd HH:mm:ss</c> and its relatives, or a count since 1970.</summary>
internal static class TimeParser
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    /// <summary>Reads a time; without an offset it is in UTC. <paramref name="format"/> is a .NET format, or null to find out.</summary>
    public static bool TryParse(string text, string? format, out DateTimeOffset time)
    {
        if (format is not null)
        {
            return DateTimeOffset.TryParseExact(text.Trim(), format, CultureInfo.InvariantCulture, Utc, out time);
        }

        // A number is a count or nothing: the date parser takes 12.5 for the fifth of December.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
            ? TryFromCount(count, out time)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out time);
    }

    /// <summary>The unit follows from the size: what would lie after the year 5138 in seconds is milliseconds, and so on.</summary>
    public static bool TryFromCount(double count, out DateTimeOffset time)
    {
        time = default;
        var seconds = count switch
        {
            < 1e11 => count,
            < 1e14 => count / 1e3,
            < 1e17 => count / 1e6,
            _ => count / 1e9,
        };
        // Counts of seconds have had nine digits since 1973; less is a value, or a date without dashes.
        if (seconds is not (>= 1e8 and < 1e11))
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
