using System.Text.RegularExpressions;

namespace HtmIt.Cli.Csv;

/// <summary>The time of day in a text.</summary>
internal static partial class TimeOfDay
{
    /// <summary>The text with the time of day as the .NET format that reads it.</summary>
    public static string ToFormat(string text) => Form.Replace(text, ToFormat, 1);

    /// <summary>Whether a text is a time of day and nothing else: no date, no offset.</summary>
    public static bool IsAlone(string text) => Alone.IsMatch(text.Trim());

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

    [GeneratedRegex(@"^([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d([.,]\d{1,7})?)?( ?[AaPp][Mm])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Alone { get; }
}
