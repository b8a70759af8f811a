using System.Text.RegularExpressions;

namespace HtmIt.Cli.Rendering;

/// <summary>Text as a shell takes it for one word.</summary>
internal static partial class ShellText
{
    public static string Of(string text) => Plain().IsMatch(text) ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:@%+-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
