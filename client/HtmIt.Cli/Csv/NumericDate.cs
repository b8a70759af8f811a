using System.Globalization;
using System.Text.RegularExpressions;

namespace HtmIt.Cli.Csv;

/// <summary>A date of three groups of digits inside a text, such as 01.07.2026. Which group is what is for others to say.</summary>
internal readonly partial struct NumericDate
{
    private readonly Match _match;

    private NumericDate(Match match) => _match = match;

    /// <summary>Whether a year of four digits comes first: then month and day follow, everywhere.</summary>
    public bool IsYearFirst => _match.Groups["first"].Length == 4;

    private bool HasFullYear => _match.Groups["third"].Length == 4;

    /// <summary>The date as a .NET format, for those who are to give one.</summary>
    public string ToFormat(DateOrder order)
    {
        var separator = _match.Groups["separator"].Value;
        var year = HasFullYear ? "yyyy" : "yy";
        return order switch
        {
            DateOrder.DayFirst => $"d{separator}M{separator}{year}",
            DateOrder.MonthFirst => $"M{separator}d{separator}{year}",
            _ => $"{year}{separator}M{separator}d",
        };
    }

    public static bool TryFind(string text, out NumericDate date)
    {
        var match = Form.Match(text);
        date = new NumericDate(match);
        // One of the outer groups is a year, and only one can have four digits.
        return match.Success && (date.IsYearFirst ? !date.HasFullYear : match.Groups["third"].Length >= 2);
    }

    /// <summary>Whether a text is such a date and nothing else.</summary>
    public static bool IsAlone(string text) => TryFind(text, out var date) && date._match.Length == text.Trim().Length;

    /// <summary>Reads the date in an order. A year of four digits that comes first leaves no choice.</summary>
    public bool TryRead(DateOrder order, out DateOnly date)
    {
        var (first, second, third) = (Number("first"), Number("second"), Number("third"));
        var (year, month, day) =
            IsYearFirst ? (first, second, third)
            : order == DateOrder.DayFirst ? (Full(third), second, first)
            : order == DateOrder.MonthFirst ? (Full(third), first, second)
            : (HasFullYear ? 0 : Full(first), second, third);
        var isDate = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = isDate ? new DateOnly(year, month, day) : default;
        return isDate;
    }

    /// <summary>The text with the date as ISO 8601 has it.</summary>
    public string Replace(string text, DateOnly date) =>
        string.Concat(
            text.AsSpan(0, _match.Index),
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            text.AsSpan(_match.Index + _match.Length)
        );

    /// <summary>The text with something in the date's place.</summary>
    public string Replace(string text, string format) =>
        string.Concat(text.AsSpan(0, _match.Index), format, text.AsSpan(_match.Index + _match.Length));

    private int Number(string group) => int.Parse(_match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Full(int year) =>
        year switch
        {
            >= 100 => year,
            < 50 => 2000 + year,
            _ => 1900 + year,
        };

    [GeneratedRegex(
        @"(?<!\d)(?<first>\d{4}|\d{1,2})(?<separator>[-/.])(?<second>\d{1,2})\k<separator>(?<third>\d{4}|\d{1,2})(?!\d)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form { get; }
}
