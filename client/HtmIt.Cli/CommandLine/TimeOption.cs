using System.CommandLine;
using System.CommandLine.Parsing;

namespace HtmIt.Cli.CommandLine;

/// <summary>Options that take a time: ISO 8601, <c>yyyy-MM-dd HH:mm:ss</c>, seconds since 1970, or how long ago. In UTC unless they, or
/// <c>--local</c>, say otherwise.</summary>
internal static class TimeOption
{
    public static Option<GivenTime?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "TIME",
            CustomParser = Parse,
        };

    private static GivenTime? Parse(ArgumentResult result)
    {
        var time = GivenTime.TryParse(result.Tokens[0].Value);
        if (time is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is not a time {GivenTime.Forms}.");
        }

        return time;
    }
}
