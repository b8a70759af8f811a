using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Ingest;

/// <summary>Whether the times of each metric ascend from row to row, as the server wants them. It keeps whole seconds, so these are compared.</summary>
internal sealed class TimeOrder
{
    private readonly Dictionary<string, Place> _last = [];
    private Step? _firstBack;
    private Step? _firstRepeat;
    private long _backs;
    private long _repeats;
    private long _forwards;
    private bool _isTakenForUtc;

    /// <summary>Rows seen, those that are no samples too.</summary>
    public long RowCount { get; private set; }

    public void Add(CsvRow row)
    {
        RowCount++;
        if (row.Problem is not null)
        {
            return;
        }

        _isTakenForUtc |= row.IsTakenForUtc;
        var place = new Place(row.Line, row.Sample.Time.ToUnixTimeSeconds());
        if (_last.TryGetValue(row.MetricName, out var last))
        {
            Compare(new Step(last, place));
        }

        _last[row.MetricName] = place;
    }

    /// <exception cref="CliException">Some times are before those of the rows above them.</exception>
    public void ThrowIfNotAscending()
    {
        if (_firstBack is not { } back)
        {
            return;
        }

        var which = _forwards == 0 ? "The times descend" : "The times are not in order";
        throw new CliException(
            $"{which}: {back.After} is before {back.Before}; {Show.Count(_backs)} of {Show.Count(RowCount)} rows go back. Nothing was sent."
        )
        {
            Details = ["Give --sort to have the rows sorted first, in memory.", .. ZoneHints],
        };
    }

    /// <summary>Says how many rows have the time of the row above them: at most one of each can be stored.</summary>
    public void WarnOfRepeats(TextWriter error)
    {
        if (_firstRepeat is { } repeat)
        {
            error.WriteLine(
                $"warning: {Show.Count(_repeats, "row")} with the same time as the row of the metric before, first {repeat.After} after line "
                    + $"{repeat.Before.Line}: a metric has one value a second."
            );
            ZoneHints.ForEach(hint => error.WriteLine($"warning: {hint}"));
        }
    }

    private List<string> ZoneHints =>
        _isTakenForUtc ? ["The times have no offset and are taken for UTC; if they are local times, give --time-zone."] : [];

    private void Compare(Step step)
    {
        switch (step.After.Second.CompareTo(step.Before.Second))
        {
            case > 0:
                _forwards++;
                break;
            case 0:
                _repeats++;
                _firstRepeat ??= step;
                break;
            default:
                _backs++;
                _firstBack ??= step;
                break;
        }
    }

    private readonly record struct Place(long Line, long Second)
    {
        public override string ToString() => $"line {Line} ({Show.Time(DateTimeOffset.FromUnixTimeSeconds(Second))} UTC)";
    }

    private readonly record struct Step(Place Before, Place After);
}
