using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Csv;

/// <summary>Finds out from all of a column's times which of day and month comes first. One date that is none in an order rules the order out
/// for the whole column; nothing is guessed.</summary>
internal sealed class TimeColumn(string name)
{
    private static readonly (DateOrder One, DateOrder Other)[] Pairs =
    [
        (DateOrder.DayFirst, DateOrder.MonthFirst),
        (DateOrder.DayFirst, DateOrder.YearFirst),
        (DateOrder.MonthFirst, DateOrder.YearFirst),
    ];

    private readonly Dictionary<DateOrder, Seen> _against = [];
    private readonly Dictionary<(DateOrder One, DateOrder Other), Seen> _differences = [];

    public static IReadOnlyList<DateOrder> Orders { get; } = [DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst];

    /// <summary>Takes the time of one line into account.</summary>
    public void See(long line, string text)
    {
        if (!NumericDate.TryFind(text, out var date) || date.IsYearFirst)
        {
            return;
        }

        var readings = Orders.ToDictionary(order => order, order => date.TryRead(order, out var read) ? read : (DateOnly?)null);
        if (readings.Values.All(read => read is null))
        {
            return; // No date at all: the line can't be read, and says nothing about the others.
        }

        foreach (var order in Orders.Where(order => readings[order] is null))
        {
            _against.TryAdd(order, new Seen(line, text));
        }

        foreach (var pair in Pairs.Where(pair => readings[pair.One] != readings[pair.Other]))
        {
            _differences.TryAdd(pair, new Seen(line, text));
        }
    }

    /// <summary>The order that is left.</summary>
    /// <exception cref="CliException">None is, or several are under which the times differ.</exception>
    public DateOrder Decide()
    {
        var left = Orders.Where(order => !_against.ContainsKey(order)).ToList();
        if (left.Count == 0)
        {
            var (noDay, noMonth) = (_against[DateOrder.DayFirst], _against[DateOrder.MonthFirst]);
            throw new CliException(
                $"The dates of column {name} contradict each other: line {noDay.Line}, '{noDay.Text}', is none with the day first, and line "
                    + $"{noMonth.Line}, '{noMonth.Text}', none with the month first. Give --time-format; rows of another format are not sent."
            );
        }

        foreach (var pair in Pairs.Where(pair => left.Contains(pair.One) && left.Contains(pair.Other)))
        {
            if (_differences.TryGetValue(pair, out var seen))
            {
                throw Ambiguous(name, pair, seen);
            }
        }

        return left[0];
    }

    /// <summary>Whether a text is a date that only others of its column can explain.</summary>
    public static bool IsDoubtful(string text) =>
        NumericDate.TryFind(text, out var date) && !date.IsYearFirst && Orders.Any(order => date.TryRead(order, out _));

    public static string NameOf(DateOrder order) =>
        order switch
        {
            DateOrder.DayFirst => "day",
            DateOrder.MonthFirst => "month",
            _ => "year",
        };

    private static CliException Ambiguous(string name, (DateOrder One, DateOrder Other) pair, Seen seen)
    {
        NumericDate.TryFind(seen.Text, out var date);
        return new CliException(
            $"Column {name} does not tell {NameOf(pair.One)} from {NameOf(pair.Other)}: every date in it is one with either first, such as "
                + $"'{seen.Text}' in line {seen.Line}. Give --time-format."
        )
        {
            Details =
            [
                $"  {NameOf(pair.One)} first: --time-format '{TimeOfDay.ToFormat(date.Replace(seen.Text, date.ToFormat(pair.One)))}'",
                $"  {NameOf(pair.Other)} first: --time-format '{TimeOfDay.ToFormat(date.Replace(seen.Text, date.ToFormat(pair.Other)))}'",
            ],
        };
    }

    /// <summary>A time and the line it stands in.</summary>
    private readonly record struct Seen(long Line, string Text);
}
