using System.Globalization;

namespace HtmIt.Cli.Csv;

/// <summary>Reads the times of one column, all in the same way.</summary>
/// <param name="options">The format, or none: then ISO 8601 and its relatives, counts since 1970 and dates of digits are read.</param>
/// <param name="order">What comes first in dates of digits; none when that is not known, and such dates can't be read.</param>
internal sealed class TimeReader(CsvOptions options, DateOrder? order)
{
    private const DateTimeStyles Styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    /// <summary>Before it lie readings without a date.</summary>
    private const int FirstYear = 1900;

    /// <summary>Whether a text is a time in some order.</summary>
    public static bool IsTime(string text, CsvOptions options) =>
        TimeColumn.Orders.Any(order => new TimeReader(options, order).TryRead(text, out _));

    /// <summary>Reads a time: in UTC when the text says so by an offset or as a count, of unspecified kind otherwise.</summary>
    public bool TryRead(string text, out DateTime time)
    {
        if (options.TimeFormat is { } format)
        {
            return DateTime.TryParseExact(text.Trim(), format, CultureInfo.InvariantCulture, Styles, out time);
        }

        // A number is a count or nothing: the date parser takes 12.5 for the fifth of December.
        if (Numbers.TryParse(text, options.DecimalComma, out var number))
        {
            var isCount = TimeParser.TryFromCount(number, out var instant);
            time = instant.UtcDateTime;
            return isCount;
        }

        time = default;
        return ToIso(text) is { } iso
            && DateTime.TryParse(iso, CultureInfo.InvariantCulture, Styles | DateTimeStyles.NoCurrentDateDefault, out time)
            && time.Year >= FirstYear;
    }

    /// <summary>What is wrong with a text that can't be read.</summary>
    public string Explain(string? text) =>
        options.TimeFormat is { } format ? $"'{text}' is not a time of the format '{format}'"
        : text is not null && order is null && TimeColumn.IsDoubtful(text)
            ? $"'{text}' alone does not tell day from month, and what is read only once can't be looked through first; give --time-format"
        : $"'{text}' is not a time";

    /// <summary>How the times are written, shown by one of them.</summary>
    public string Describe(string text) =>
        options.TimeFormat is { } format ? $"format '{format}'"
        : Numbers.TryParse(text, options.DecimalComma, out _) ? "counted since 1970"
        : !NumericDate.TryFind(text, out var date) ? "in words"
        : date.IsYearFirst ? "year first"
        : order is { } known ? $"{TimeColumn.NameOf(known)} first"
        : "unknown";

    /// <summary>Has a date of digits in the order that the date parser takes for sure.</summary>
    private string? ToIso(string text)
    {
        if (!NumericDate.TryFind(text, out var date))
        {
            // The parser would put what is missing from today's date; only the name of a month makes a date without three numbers.
            return text.Any(char.IsLetter) && text.Any(char.IsAsciiDigit) ? text : null;
        }

        return (order is not null || date.IsYearFirst) && date.TryRead(order ?? default, out var read) ? date.Replace(text, read) : null;
    }
}
