namespace HtmIt.Cli.Csv;

/// <summary>What the clocks of a time zone show, turned into instants. The clocks skip some times and show others twice.</summary>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    // Far enough from a change to see the offsets before and after it, near enough not to meet another one.
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    private readonly Dictionary<string, DateTime> _last = [];

    /// <summary>The instant at which a row was written. Of two, the first that is after the row before of the same metric, so that a time shown
    /// twice is resolved by the order of rows; when none is after it, the second.</summary>
    /// <param name="metricName">Whose row it is.</param>
    /// <param name="shown">What the clocks showed.</param>
    /// <param name="isOrdered">Whether the order of rows says anything.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <returns>Why there is none, or null.</returns>
    public string? ToInstant(string metricName, DateTime shown, bool isOrdered, out DateTime instant)
    {
        var instants = InstantsOf(shown);
        instant = default;
        if (instants.Count == 0)
        {
            return $"'{shown:yyyy-MM-dd HH:mm:ss}' does not exist in {zone.Id}: the clocks skip it";
        }

        if (instants.Count > 1 && !isOrdered)
        {
            return $"'{shown:yyyy-MM-dd HH:mm:ss}' is shown twice in {zone.Id}, and without the order of rows nothing tells which it is";
        }

        var hasLast = _last.TryGetValue(metricName, out var last);
        instant = !hasLast || instants[0] > last ? instants[0] : instants[^1];
        _last[metricName] = instant;
        return null;
    }

    /// <summary>None, one, or two in ascending order. Asked from UTC, which is never ambiguous.</summary>
    private List<DateTime> InstantsOf(DateTime shown)
    {
        var before = InstantAt(OffsetAt(shown, -Around));
        var after = InstantAt(OffsetAt(shown, Around));
        List<DateTime> candidates =
            before == after ? [before]
            : before < after ? [before, after]
            : [after, before];
        return candidates.FindAll(instant => instant + zone.GetUtcOffset(instant) == shown);

        DateTime InstantAt(TimeSpan offset) => Moved(shown, -offset);
    }

    private TimeSpan OffsetAt(DateTime shown, TimeSpan distance) => zone.GetUtcOffset(Moved(shown, distance));

    /// <summary>Moves a time without leaving the calendar.</summary>
    private static DateTime Moved(DateTime time, TimeSpan distance) =>
        new(Math.Clamp(time.Ticks + distance.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
