using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Csv;

/// <summary>Finds what separates the columns of a file.</summary>
internal static class Delimiter
{
    // The comma comes last: where another one does as well, it belongs to the numbers.
    private const string Candidates = ";\t|,";

    /// <summary>The delimiter that was given, or the one that divides the first lines into the same number of columns.</summary>
    public static char Find(IReadOnlyList<string> lines, CsvOptions options)
    {
        if (options.Delimiter is { } given)
        {
            return Parse(given);
        }

        var best = Candidates
            .Select(delimiter => (delimiter, Counts: lines.Select(line => CountOf(delimiter, line)).ToList()))
            .OrderByDescending(candidate => candidate.Counts.Min() > 0)
            .ThenByDescending(candidate => candidate.Counts[0] > 0 && candidate.Counts.TrueForAll(count => count == candidate.Counts[0]))
            .ThenByDescending(candidate => candidate.Counts[0])
            .First();
        var found = best.Counts[0] > 0 ? best.delimiter : ',';
        return found == ',' && options.DecimalComma
            ? throw new CliException(
                "With --decimal-comma a comma can't separate columns too, unless numbers are in quotes: then give --delimiter ','."
            )
            : found;
    }

    /// <summary>How to show a delimiter.</summary>
    public static string NameOf(char delimiter) => delimiter == '\t' ? "tab" : $"'{delimiter}'";

    private static char Parse(string delimiter) =>
        delimiter switch
        {
            "tab" or "\\t" => '\t',
            { Length: 1 } => delimiter[0],
            _ => throw new CliException($"'{delimiter}' is not one character, nor 'tab'.", ExitCodes.Usage),
        };

    private static int CountOf(char delimiter, string line)
    {
        var count = 0;
        var isQuoted = false;
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            count += character == delimiter && !isQuoted ? 1 : 0;
        }

        return count;
    }
}
