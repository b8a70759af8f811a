using HtmIt.Core.Aws;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Learns how long after the end of a period the datapoints of a namespace can be read. Once in a period it decides on what was
/// seen since: when more than a fiftieth of the datapoints came only after they had been asked for, it was too early, and the estimate grows
/// by 20 seconds; else it shrinks by 2. It settles a little above the delay of nearly all metrics.</summary>
public sealed class PublicationDelay
{
    public const int InitialSeconds = CatalogueMetric.PeriodSeconds + 60;
    public const int ShortestSeconds = 30;
    public const int LongestSeconds = 900;

    private const int Raise = 20;
    private const int Lower = 2;
    private const double TooManyEarly = 0.02;

    private int _inTime;
    private int _tooEarly;
    private long? _decideAt;

    public int Seconds { get; private set; } = InitialSeconds;

    /// <param name="inTime">Datapoints that were there when they were first asked for.</param>
    /// <param name="tooEarly">Those that came later.</param>
    public void Learn(long now, int inTime, int tooEarly)
    {
        (_inTime, _tooEarly) = (_inTime + inTime, _tooEarly + tooEarly);
        if (_inTime + _tooEarly == 0)
        {
            return;
        }
        _decideAt ??= now + CatalogueMetric.PeriodSeconds;
        if (now >= _decideAt)
        {
            var step = _tooEarly > TooManyEarly * (_inTime + _tooEarly) ? Raise : -Lower;
            Seconds = Math.Clamp(Seconds + step, ShortestSeconds, LongestSeconds);
            (_inTime, _tooEarly, _decideAt) = (0, 0, null);
        }
    }
}
