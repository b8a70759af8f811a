using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace HtmIt.Cli.CommandLine;

/// <summary>Options that take a span: seconds, or with a unit such as <c>5m</c>.</summary>
internal static class SecondsOption
{
    // What a timer takes; a month and a half is long enough for any of them.
    private const double MaxSeconds = 4_000_000;

    public static Option<TimeSpan?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "SECONDS",
            CustomParser = Parse,
        };

    private static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (GivenTime.TryParseSpan(text, out var span) && span.TotalSeconds <= MaxSeconds)
        {
            return span;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= MaxSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"'{text}' is not a number of seconds from 0 to 4,000,000, nor a span such as 5m.");
        return null;
    }
}
