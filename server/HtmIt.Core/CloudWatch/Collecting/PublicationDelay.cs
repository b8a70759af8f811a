namespace HtmIt.Core.CloudWatch.Collecting;

/// <summary>Learns how long after the end of a period the datapoints of a namespace can be read. A round in which more than a fiftieth of
/// the metrics that were alive had nothing yet asked too early, and raises the estimate by 20 seconds; any other lowers it by 2. It settles
/// a little above the delay of nearly all metrics.</summary>
public sealed class PublicationDelay
{
    public const int InitialSeconds = CatalogueMetric.PeriodSeconds + 60;
    public const int ShortestSeconds = 30;
    public const int LongestSeconds = 900;

    private const int Raise = 20;
    private const int Lower = 2;
    private const double TooManyMissing = 0.02;

    public int Seconds { get; private set; } = InitialSeconds;

    /// <param name="asked">Metrics that had data the last time and were asked for the period that should be there.</param>
    /// <param name="missing">Those that had none.</param>
    public void Learn(int asked, int missing)
    {
        if (asked > 0)
        {
            var step = missing > TooManyMissing * asked ? Raise : -Lower;
            Seconds = Math.Clamp(Seconds + step, ShortestSeconds, LongestSeconds);
        }
    }
}
