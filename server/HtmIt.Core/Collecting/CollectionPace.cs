namespace HtmIt.Core.Collecting;

/// <summary>How a round collects: what the settings say, and how far requests are stretched to keep to the limit on cost.</summary>
/// <param name="Stretch">Periods to ask for at a time, once the past has been caught up with.</param>
/// <param name="IsLimited">Whether requests are limited by what they cost: then none is made between the regular ones.</param>
/// <param name="BackfillDays">How far back the first collection of a metric goes.</param>
/// <param name="RetrySeconds">How long a metric that had no data is left alone at least.</param>
/// <param name="OpenSeconds">How much longer than usual a datapoint is waited for.</param>
public sealed record CollectionPace(int Stretch, bool IsLimited, int BackfillDays, int RetrySeconds, int OpenSeconds)
{
    private const int SecondsPerMinute = 60;

    public static CollectionPace Of(CollectorOptions options, int stretch) =>
        new(stretch, options.MaxMonthlyDollars > 0, options.BackfillDays, options.RetrySeconds, options.OpenMinutes * SecondsPerMinute);
}
