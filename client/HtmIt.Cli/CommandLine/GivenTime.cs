using System.Globalization;
using System.Text.RegularExpressions;
using HtmIt.Cli.Csv;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.CommandLine;

/// <summary>A time as somebody typed it: <c>-1h</c> and <c>5m</c> (so long ago), <c>+1h</c>, <c>now</c>, <c>today</c>, <c>yesterday</c>, or a
/// time of the calendar. What it means depends on the clock when the command runs.</summary>
internal sealed partial class GivenTime
{
    public const string Forms = "such as 2026-01-31T12:00:00Z, -1h, 5m, today or yesterday";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private readonly Func<DateTimeOffset, DateTimeOffset> _at;

    private GivenTime(Func<DateTimeOffset, DateTimeOffset> at) => _at = at;

    /// <summary>The time, in UTC.</summary>
    public DateTimeOffset At(DateTimeOffset now) => _at(now).ToUniversalTime();

    /// <summary>Reads a time. Days and times without an offset are those of the clocks that the command goes by.</summary>
    public static GivenTime? TryParse(string text)
    {
        text = text.Trim();
        if (DayOf(text) is { } days)
        {
            return new GivenTime(now => Clocks.At(Clocks.Shown(now).Date.AddDays(days)));
        }

        if (text.Equals("now", StringComparison.OrdinalIgnoreCase))
        {
            return new GivenTime(now => now);
        }

        if (Form().Match(text) is { Success: true } match && TryParseSpan(match.Groups["span"].Value, out var span))
        {
            return new GivenTime(now => match.Groups["sign"].Value == "+" ? now + span : now - span);
        }

        if (!TimeParser.TryParse(text, format: null, out var time))
        {
            return null;
        }

        return HasOffset(text) ? new GivenTime(_ => time) : new GivenTime(_ => Clocks.At(time.UtcDateTime));
    }

    /// <summary>Reads a span such as <c>90s</c>, <c>5m</c>, <c>1h30m</c>, <c>2d</c> or <c>1w</c>.</summary>
    public static bool TryParseSpan(string text, out TimeSpan span)
    {
        var match = SpanForm().Match(text);
        var seconds = match
            .Groups["number"]
            .Captures.Zip(match.Groups["unit"].Captures, (number, unit) => Number(number) * Unit(unit))
            .Sum();
        var isSpan = match.Success && seconds <= Longest.TotalSeconds;
        span = isSpan ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        return isSpan;
    }

    private static double Number(Capture capture) => double.Parse(capture.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Unit(Capture capture) =>
        capture.Value switch
        {
            "s" => 1,
            "m" or "min" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => 7 * 86_400,
        };

    private static int? DayOf(string text) =>
        text.ToUpperInvariant() switch
        {
            "TODAY" => 0,
            "YESTERDAY" => -1,
            "TOMORROW" => 1,
            _ => null,
        };

    /// <summary>A count since 1970 has none to give; other times say theirs or leave it to the clocks.</summary>
    private static bool HasOffset(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || (
            DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read)
            && read.Kind != DateTimeKind.Unspecified
        );

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<span>.+?)(\s+ago)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^((?<number>\d{1,9}(\.\d{1,9})?)(?<unit>s|min|m|h|d|w))+$", RegexOptions.CultureInvariant)]
    private static partial Regex SpanForm();
}
