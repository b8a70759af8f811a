using System.Globalization;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>How values look to people. The same everywhere, whatever the machine's language.</summary>
internal static class Show
{
    /// <summary>What the scores in tables and pictures mean, for who reads them first.</summary>
    public static readonly IReadOnlyList<(string Column, string Says)> ScoresLegend =
    [
        ("severity", "how much an incident matters, where it is noticed or raised; 3 is about once in 1,000 rows"),
        ("surprise", "how unusual this row is, in decades"),
        ("likelihood", "HTM-IT's own score, from 0 to 1"),
        ("raw", "share of what the model did not predict, from 0 to 1"),
    ];

    // The severity from which on people are told of an incident, unless they say otherwise.
    private const double Severe = 3;

    // Decades of surprise: about once in a thousand rows, and once in a hundred thousand.
    private const double Unusual = 3;
    private const double VeryUnusual = 5;

    public static string Time(DateTimeOffset? time) =>
        time is { } known ? Clocks.Shown(known).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "-";

    /// <summary>A time among others: of the same day as the newest, without the day; of another one, without seconds.</summary>
    public static string BriefTime(DateTimeOffset time, DateTimeOffset newest) =>
        Clocks.Shown(time).Date == Clocks.Shown(newest).Date
            ? Clock(time)
            : Clocks.Shown(time).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset time) => Clocks.Shown(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

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

    /// <summary>A value with its unit, if it has one.</summary>
    public static string Value(double value, string unit) => unit.Length > 0 ? $"{Value(value)} {unit}" : Value(value);

    /// <summary>A title with the unit of what is below it, if it has one.</summary>
    public static string Title(string title, string unit) => unit.Length > 0 ? $"{title} ({unit})" : title;

    /// <summary>Red where people are told of an incident, yellow where something is unusual, grey where nothing is known yet.</summary>
    public static Color ColorOf(MetricDataRow? row) =>
        row?.Score is not { } score || row.IsLearning ? Color.Grey
        : score.Severity >= Severe ? Color.Red
        : score.Severity > 0 || score.Surprise >= Unusual ? Color.Yellow
        : Color.Green;

    public static Color ColorOfSeverity(double severity) => severity >= Severe ? Color.Red : Color.Yellow;

    /// <summary>Of a stretch of time, by its largest surprise.</summary>
    public static Color ColorOf(double? surprise) =>
        surprise switch
        {
            null => Color.Grey,
            >= VeryUnusual => Color.Red,
            >= Unusual => Color.Yellow,
            _ => Color.Green,
        };
}
