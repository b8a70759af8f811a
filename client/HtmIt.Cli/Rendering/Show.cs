using System.Globalization;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>How values look to people. The same everywhere, whatever the machine's language.</summary>
internal static class Show
{
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with what is counted: <c>1 model</c>, <c>2 models</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Score(double? likelihood) => likelihood?.ToString("0.00000", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Only where an incident was told.</summary>
    public static string Severity(double? severity) => severity is > 0 ? Surprise(severity) : "";

    public static string Surprise(double? decades) => decades?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A share of a whole.</summary>
    public static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    /// <summary>A span as h:mm:ss, without fractions.</summary>
    public static string Span(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}");

    /// <summary>How a clock differs from that of AWS.</summary>
    public static string ClockAhead(TimeSpan ahead) =>
        $"{Span(ahead.Duration())} h {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} AWS's";

    /// <summary>An amount of money: cents, or more digits where there is less than one.</summary>
    public static string Dollars(double dollars) =>
        dollars is 0 or >= 0.01 ? dollars.ToString("0.00", CultureInfo.InvariantCulture) : Value(dollars);

    /// <summary>A value with about four digits that say something: with a magnitude letter where it is large, an exponent where it is tiny.</summary>
    public static string Value(double value)
    {
        var (scaled, letter) = Math.Abs(value) switch
        {
            >= 1e12 => (value / 1e12, "T"),
            >= 1e9 => (value / 1e9, "G"),
            >= 1e6 => (value / 1e6, "M"),
            >= 1e4 => (value / 1e3, "k"),
            _ => (value, ""),
        };
        var format = Math.Abs(scaled) switch
        {
            0 or >= 1 => "0.###",
            >= 1e-3 => "G4",
            _ => "0.###E+0",
        };
        return scaled.ToString(format, CultureInfo.InvariantCulture) + letter;
    }

    public static Color ColorOf(RowScore? score) =>
        score?.Color switch
        {
            AnomalyColor.Red => Color.Red,
            AnomalyColor.Yellow => Color.Yellow,
            AnomalyColor.Green => Color.Green,
            _ => Color.Grey,
        };

    public static string ColorName(RowScore? score) => score?.Color.ToString().ToUpperInvariant() ?? "-";
}
