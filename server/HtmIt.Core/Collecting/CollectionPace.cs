namespace HtmIt.Core.Collecting;

/// <summary>How a round collects: what the settings say, and how far requests are stretched to keep to the limit on cost.</summary>
/// <param name="Stretch">Periods to ask for at a time, once the past has been caught up with.</param>
/// <param name="AskSeconds">How often a metric is asked for; 0 for once in a period.</param>
/// <param name="BackfillDays">How far back the first collection of a metric goes.</param>
/// <param name="OpenSeconds">How much longer than usual a datapoint is waited for when there are later ones.</param>
public sealed record CollectionPace(int Stretch, int AskSeconds, int BackfillDays, int OpenSeconds)
{
    private const int SecondsPerMinute = 60;

    public static CollectionPace Of(CollectorOptions options, int stretch) =>
        new(stretch, CollectionCost.AskSeconds(options), options.BackfillDays, options.OpenMinutes * SecondsPerMinute);

    /// <summary>When a metric is asked for again: at a time that is the same in each period, so that many share a call, and once in a
    /// period.</summary>
    /// <param name="asked">When it was asked for.</param>
    /// <param name="askAfter">How long after the end of a period it is asked for.</param>
    public long AskAgainAt(long asked, int periodSeconds, int askAfter)
    {
        if (Stretch == 1 && AskSeconds > 0 && AskSeconds < periodSeconds)
        {
            return asked + AskSeconds;
        }
        // Whoever was asked too late, by less than half a period, is in time again with the next request.
        var earliest = asked + ((long)periodSeconds * Stretch) - (periodSeconds / 2);
        var place = askAfter % periodSeconds;
        return CollectionWindow.RoundUp(earliest - place, periodSeconds) + place;
    }
}
