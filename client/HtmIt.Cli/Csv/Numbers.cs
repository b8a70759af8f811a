using System.Globalization;
using System.Text.RegularExpressions;

namespace HtmIt.Cli.Csv;

/// <summary>Reads numbers as they come in files: no grouping of digits, and one decimal sign, which is a point or a comma for all of a file.</summary>
internal static partial class Numbers
{
    private static readonly NumberFormatInfo WithComma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static bool TryParse(string? text, bool decimalComma, out double number) =>
        double.TryParse(text, NumberStyles.Float, decimalComma ? WithComma : CultureInfo.InvariantCulture, out number);

    /// <summary>Whether a text would be a number if commas were points.</summary>
    public static bool HasDecimalComma(string? text) => text is not null && DecimalCommaForm.IsMatch(text);

    [GeneratedRegex(@"^\s*[+-]?\d+,\d+([eE][+-]?\d+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalCommaForm { get; }
}
