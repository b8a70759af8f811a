using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Csv;

/// <summary>Looks at the columns that nothing is taken from, for one whose text says what a row is about: a host, a disk.</summary>
internal sealed class OtherColumns(CsvColumns columns)
{
    /// <summary>Who has more names than this has them for rows, not for things.</summary>
    private const int MaxNames = 1_000;

    private const int ShownNames = 2;

    private readonly Dictionary<int, HashSet<string>> _names = columns.Unused.ToDictionary(
        column => column,
        _ => new HashSet<string>(StringComparer.Ordinal)
    );

    private readonly Dictionary<int, int> _same = [];
    private CsvRecord? _last;
    private string? _lastTime;

    public void Add(CsvRecord record)
    {
        if (_names.Count == 0)
        {
            return;
        }

        var time = columns.TimeOf(record);
        foreach (var column in _names.Keys.ToList())
        {
            var text = record[column] ?? "";
            if (Numbers.TryParse(text, decimalComma: false, out _) || _names[column].Count > MaxNames)
            {
                _names.Remove(column);
                continue;
            }

            _names[column].Add(text);
            if (time == _lastTime && text != _last?[column])
            {
                _same[column] = _same.GetValueOrDefault(column) + 1;
            }
        }

        (_last, _lastTime) = (record, time);
    }

    /// <summary>How many rows have the time of the row before and another text in the column that tells them apart.</summary>
    public int ApartCount => Find() is { } column ? _same.GetValueOrDefault(column) : 0;

    /// <summary>How to have a metric for each text of the column that tells rows apart; null when there is no such column.</summary>
    public string? Hint()
    {
        if (Find() is not { } column)
        {
            return null;
        }

        var names = _names[column];
        var more = names.Count > ShownNames ? ", …" : "";
        return $"Column {columns.Describe(column)} has {Show.Count(names.Count)} different texts ({string.Join(", ", names.Order(StringComparer.Ordinal).Take(ShownNames))}{more}): "
            + $"--label-column {Quote(columns.ToOption(column))} makes each a metric of its own.";
    }

    private int? Find() =>
        _names
            .Where(one => one.Value.Count > 1)
            .OrderByDescending(one => _same.GetValueOrDefault(one.Key))
            .ThenBy(one => one.Key)
            .Select(one => (int?)one.Key)
            .FirstOrDefault();

    private static string Quote(string text) => text.Any(char.IsWhiteSpace) ? $"'{text}'" : text;
}
