using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>Learns how long after the end of a period the values of a namespace are usually final. Once in a period it decides on what was
/// seen since: when more than a fiftieth of the values were not final yet at the first request after this time, the estimate grows by 20
/// seconds, and what was asked for before that is heeded no more; else it shrinks by 2. It settles a little above the delay of nearly all metrics. That a period never gets a value says nothing, as
/// many metrics have none in most periods.</summary>
public sealed class PublicationDelay
{
    public const int InitialSeconds = 60;
    public const int ShortestSeconds = 30;
    public const int LongestSeconds = 900;

    private const int Raise = 20;
    private const int Lower = 2;
    private const double TooManyEarly = 0.02;

    private int _inTime;
    private int _tooEarly;
    private long? _decideAt;
    private long _deafUntil = long.MinValue;

    public int Seconds { get; private set; } = InitialSeconds;

    /// <param name="inTime">Values that were final when they were first asked for.</param>
    /// <param name="tooEarly">Those that came or changed later.</param>
    public void Learn(long now, int inTime, int tooEarly)
    {
        if (now < _deafUntil)
        {
            return;
        }
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
            // The request under way when it grew, and the answer that says so, were still too early.
            _deafUntil = step > 0 ? now + CatalogueMetric.PeriodSeconds + (2 * Raise) : now;
        }
    }
}
