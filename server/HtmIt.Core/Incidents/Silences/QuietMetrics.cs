namespace HtmIt.Core.Incidents.Silences;

/// <summary>Since when metrics have been quiet, as this server saw it: what passes while it is away, or can't look, counts for nothing.</summary>
internal sealed class QuietMetrics(TimeProvider time)
{
    /// <summary>What is known of a metric's spacing is found out anew after this.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(6);

    /// <summary>And this, where nothing could be said of it: a young metric soon has samples enough.</summary>
    private static readonly TimeSpan UnknownFor = TimeSpan.FromHours(1);

    private readonly Dictionary<int, Quiet> _metrics = [];
    private long? _looked;

    /// <summary>Takes in what the logs' ends are now.</summary>
    /// <param name="longestPause">After a longer one all begin anew.</param>
    public void See(IReadOnlyList<MetricPulse> pulses, TimeSpan longestPause)
    {
        var now = time.GetTimestamp();
        var wasAway = _looked is not { } looked || time.GetElapsedTime(looked, now) > longestPause;
        _looked = now;
        foreach (var pulse in pulses)
        {
            if (wasAway || !_metrics.TryGetValue(pulse.Metric.Number, out var known) || known.Pulse != pulse)
            {
                _metrics.TryGetValue(pulse.Metric.Number, out var before);
                _metrics[pulse.Metric.Number] = new(pulse, now) { Spacing = before?.Spacing, Learnt = before?.Learnt };
            }
        }
        var there = pulses.Select(pulse => pulse.Metric.Number).ToHashSet();
        foreach (var gone in _metrics.Keys.Where(number => !there.Contains(number)).ToList())
        {
            _metrics.Remove(gone);
        }
    }

    /// <summary>Those that may have been quiet for too long, the longest first.</summary>
    public IReadOnlyList<MetricPulse> MayBeSilent(TimeSpan least, IReadOnlySet<int> except, int most)
    {
        var now = time.GetTimestamp();
        return
        [
            .. _metrics
                .Values.Where(one => !except.Contains(one.Pulse.Metric.Number) && MayBeSilent(one, least, now))
                .OrderBy(one => one.Since)
                .Take(most)
                .Select(one => one.Pulse),
        ];
    }

    /// <summary>Notes a metric's spacing; tells whether it has been quiet for longer than that explains.</summary>
    public bool IsSilent(int metric, SampleSpacing? spacing)
    {
        var now = time.GetTimestamp();
        var quiet = _metrics[metric];
        (quiet.Spacing, quiet.Learnt) = (spacing, now);
        return spacing is not null && time.GetElapsedTime(quiet.Since, now) >= spacing.Longest;
    }

    private bool MayBeSilent(Quiet one, TimeSpan least, long now)
    {
        var quiet = time.GetElapsedTime(one.Since, now);
        var isKnown = one.Learnt is { } learnt && time.GetElapsedTime(learnt, now) < (one.Spacing is null ? UnknownFor : KnownFor);
        return quiet >= least && (!isKnown || quiet >= one.Spacing?.Longest);
    }

    private sealed class Quiet(MetricPulse pulse, long since)
    {
        public MetricPulse Pulse => pulse;

        public long Since => since;

        public SampleSpacing? Spacing { get; set; }

        public long? Learnt { get; set; }
    }
}
