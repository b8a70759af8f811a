namespace HtmIt.Testing.Aws;

/// <summary>How CloudWatch publishes one metric, drawn at random: late, in parts, with periods that have nothing, with hours in which nothing is
/// published and then everything, with single periods that come long after later ones, with hours in which there is nothing, and with values that are
/// raised after they have stood still.</summary>
public sealed class PublicationPattern
{
    private const int Period = 300;

    private readonly Random _random;
    private readonly int _delay;
    private readonly int _jitter;
    private readonly int _parts;
    private readonly int _partSeconds;
    private readonly double _missing;
    private readonly double _raised;
    private readonly double _late;
    private readonly int _raisedAt;
    private readonly List<(long From, long To, bool IsNewestFirst)> _stops = [];
    private readonly List<(long From, long To)> _idle = [];

    public PublicationPattern(Random random, long start, long end)
    {
        _random = random;
        _delay = random.Next(15, 500);
        _jitter = random.Next(3) == 0 ? random.Next(1, 200) : 5;
        _parts = random.Next(2) == 0 ? 1 : random.Next(2, 6);
        _partSeconds = random.Next(20, 200);
        _missing = random.Next(3) == 0 ? random.NextDouble() * 0.5 : 0;
        _late = random.Next(3) == 0 ? random.NextDouble() * 0.05 : 0;
        _raised = random.Next(3) == 0 ? random.NextDouble() * 0.1 : 0;
        _raisedAt = random.Next(700, 2_400);
        for (var stops = random.Next(4); stops > 0; stops--)
        {
            var from = start + random.Next(0, (int)(end - start));
            _stops.Add((from, from + (60 * random.Next(10, 400)), random.Next(2) == 0));
        }
        for (var idle = random.Next(3); idle > 0; idle--)
        {
            var from = start + random.Next(0, (int)(end - start));
            _idle.Add((from, from + (60 * random.Next(10, 600))));
        }
    }

    /// <summary>Publishes the periods from one time to another.</summary>
    public PublishedSeries Draw(PublishedSeries series, long start, long end)
    {
        ArgumentNullException.ThrowIfNull(series);
        for (var time = start; time < end; time += Period)
        {
            if (_random.NextDouble() < _missing || _idle.Exists(one => time >= one.From && time < one.To))
            {
                continue;
            }
            var (at, whole) = (time + Period + _delay + _random.Next(_jitter) + Lateness(), 100.0 + _random.Next(1_000));
            for (var part = 1; part <= _parts; part++)
            {
                series.Publish(time, Held(at), Math.Round(whole * part / _parts, 3));
                at += _random.Next(_partSeconds) + 1;
            }
            if (_random.NextDouble() < _raised)
            {
                series.Publish(time, Held(time + Period + _raisedAt + _random.Next(300)), whole + 7);
            }
        }
        return series;
    }

    /// <summary>Single periods come when later ones are there.</summary>
    private int Lateness() => _random.NextDouble() < _late ? _random.Next(600, 3_000) : 0;

    /// <summary>What was to be published while nothing is comes when that is over: within minutes, the oldest or the newest first.</summary>
    private long Held(long at)
    {
        foreach (var (from, to, isNewestFirst) in _stops)
        {
            if (at >= from && at < to)
            {
                at = to + (isNewestFirst ? (to - at) / 60 : (at - from) / 60);
            }
        }
        return at;
    }
}
