using System.Text.RegularExpressions;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Csv;

/// <summary>A column whose text is a label of the row's metric.</summary>
internal readonly partial record struct LabelColumn(string Key, int Column)
{
    /// <param name="text">A column, or <c>KEY=COLUMN</c>.</param>
    /// <param name="find">Finds a column by name or number.</param>
    /// <param name="header">The columns' names, when the first line has them.</param>
    public static LabelColumn Parse(string text, Func<string, int> find, IReadOnlyList<string>? header)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var column = find(equals < 0 ? text : text[(equals + 1)..]);
        var key =
            equals >= 0 ? text[..equals]
            : header is not null ? header[column].Trim()
            : throw new CliException($"The file has no header that names column {text}: give --label-column KEY={text}.", ExitCodes.Usage);
        return KeyForm.IsMatch(key)
            ? new LabelColumn(key, column)
            : throw new CliException(
                $"'{key}' can't be the key of a label, which has letters, digits and _ . : / - only. Give --label-column KEY={column + 1}.",
                ExitCodes.Usage
            );
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm { get; }
}
