using System.Text.RegularExpressions;

namespace HtmIt.Cli.Csv;

/// <summary>Turns the time of day in a text into the .NET format that reads it.</summary>
internal static partial class TimeOfDay
{
    public static string ToFormat(string text) => Form.Replace(text, ToFormat, 1);

    private static string ToFormat(Match match) =>
        (match.Groups["half"].Success ? "h:mm" : "H:mm")
        + (match.Groups["seconds"].Success ? ":ss" : "")
        + (match.Groups["fraction"].Success ? "." + new string('f', match.Groups["fraction"].Length - 1) : "")
        + (match.Groups["half"].Success ? " tt" : "")
        + (match.Groups["offset"].Success ? "K" : "");

    [GeneratedRegex(
        @"\d{1,2}:\d{2}(?<seconds>:\d{2}(?<fraction>\.\d{1,7})?)?(?<half> [AaPp][Mm])?(?<offset>Z|[+-]\d{2}:\d{2})?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form { get; }
}
