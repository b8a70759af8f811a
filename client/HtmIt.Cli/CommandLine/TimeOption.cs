using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.Csv;

namespace HtmIt.Cli.CommandLine;

/// <summary>Options that take a time: ISO 8601, <c>yyyy-MM-dd HH:mm:ss</c>, or seconds since 1970, all in UTC unless they say otherwise.</summary>
internal static class TimeOption
{
    public static Option<DateTimeOffset?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "TIME",
            CustomParser = Parse,
        };

    private static DateTimeOffset? Parse(ArgumentResult result)
    {
        if (TimeParser.TryParse(result.Tokens[0].Value, format: null, out var time))
        {
            return time;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a time such as 2026-01-31T12:00:00Z.");
        return null;
    }
}
