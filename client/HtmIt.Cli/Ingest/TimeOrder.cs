using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Ingest;

/// <summary>Whether the times of each metric ascend from row to row, as the server wants them. It keeps whole seconds, so these are compared.</summary>
internal sealed class TimeOrder
{
    /// <summary>So many rows in one that repeats a time are no accident.</summary>
    private const int LeastShare = 5;

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

    /// <param name="others">What the columns hold that are not used: one of them may tell the rows apart.</param>
    /// <exception cref="CliException">Some times are before those of the rows above them, or rows of one time are about different things.</exception>
    public void ThrowIfNotAscending(OtherColumns others)
    {
        if (_firstBack is not { } back)
        {
            ThrowIfOfDifferentThings(others);
            return;
        }

        var which = _forwards == 0 ? "The times descend" : "The times are not in order";
        throw new CliException(
            $"{which}: {back.After} is before {back.Before}; {Show.Count(_backs)} of {Show.Count(RowCount)} rows go back. Nothing was sent."
        )
        {
            Details =
            [
                .. others.Hint() is { } hint ? [hint] : Array.Empty<string>(),
                "Give --sort to have the rows sorted first, in memory.",
                .. ZoneHints,
            ],
        };
    }

    /// <summary>Sent as one metric, a row of each time would be stored and all others refused.</summary>
    private void ThrowIfOfDifferentThings(OtherColumns others)
    {
        if (_firstRepeat is { } repeat && others.ApartCount * LeastShare >= RowCount)
        {
            throw new CliException(
                $"{Show.Count(_repeats)} of {Show.Count(RowCount)} rows have the time of the row before, first {repeat.After}. Nothing was sent."
            )
            {
                Details = [others.Hint()!],
            };
        }
    }

    /// <summary>Says how many rows have the time of the row above them: at most one of each can be stored.</summary>
    public void WarnOfRepeats(Output output)
    {
        if (_firstRepeat is { } repeat)
        {
            output.Warn(
                $"{Show.Count(_repeats, "row")} with the same time as the row of the metric before, first {repeat.After} after line "
                    + $"{repeat.Before.Line}: a metric has one value a second."
            );
            ZoneHints.ForEach(output.Warn);
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
        public override string ToString() => $"line {Line} ({Show.Time(DateTimeOffset.FromUnixTimeSeconds(Second))} {Clocks.Name})";
    }

    private readonly record struct Step(Place Before, Place After);
}
