using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>Opens an incident when a metric's samples stop, later than their own spacing explains; raises it when the silence is much longer; ends it
/// when samples come. These depend on the clock, so they are written when they are noticed, and no replay makes them.</summary>
public sealed class NoticeSilences(ISilenceStore store, ISampleLog log, IOptions<SilenceOptions> options, TimeProvider time)
{
    /// <summary>Of each metric.</summary>
    private const int SamplesLookedAt = 500;

    /// <summary>At once: a server has thousands of metrics, and other things to do.</summary>
    private const int MetricsLookedAt = 200;

    private readonly QuietMetrics _quiet = new(time);
    private readonly TimeSpan _least = TimeSpan.FromSeconds(options.Value.LeastSeconds);
    private readonly TimeSpan _longestPause = TimeSpan.FromSeconds(3 * options.Value.SweepSeconds) + TimeSpan.FromSeconds(5);

    /// <summary>Looks once at all metrics. Called by one caller at a time.</summary>
    /// <returns>How many silences began.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var pulses = await store.ReadPulsesAsync(cancellationToken);
        _quiet.See(pulses, _longestPause);
        var open = await store.ReadOpenAsync(cancellationToken);
        var heads = pulses.ToDictionary(pulse => pulse.Metric.Number);
        foreach (var silence in open)
        {
            if (heads.TryGetValue(silence.Metric.Number, out var pulse))
            {
                await FollowAsync(silence.State, pulse, cancellationToken);
            }
        }
        return await BeginAsync(open.Select(silence => silence.Metric.Number).ToHashSet(), cancellationToken);
    }

    private async Task FollowAsync(IncidentState silence, MetricPulse pulse, CancellationToken cancellationToken)
    {
        var changed =
            pulse.Head.LastRowId > silence.Onset.Row
            && await store.FindAfterAsync(pulse.Metric.Number, silence.Onset.Row, cancellationToken) is { } row
                ? SilenceRules.End(silence, row)
                : SilenceRules.Raise(silence, time.GetUtcNow().ToUnixTimeSeconds());
        if (changed is not null)
        {
            await TryWriteAsync(pulse, changed, cancellationToken);
        }
    }

    private async Task<int> BeginAsync(IReadOnlySet<int> open, CancellationToken cancellationToken)
    {
        var begun = 0;
        var late = _quiet.MayBeSilent(_least, open, MetricsLookedAt);
        if (late.Count == 0)
        {
            return 0;
        }
        var numbers = late.Select(pulse => pulse.Metric.Number).ToList();
        var recent = await store.ReadRecentAsync(numbers, SamplesLookedAt, cancellationToken);
        foreach (var pulse in late)
        {
            if (!recent.TryGetValue(pulse.Metric.Number, out var samples))
            {
                continue;
            }
            var spacing = SampleSpacing.Of(samples, _least);
            if (_quiet.IsSilent(pulse.Metric.Number, spacing))
            {
                var state = SilenceRules.Begin(LastOf(samples), spacing!, time.GetUtcNow().ToUnixTimeSeconds());
                begun += await TryWriteAsync(pulse, state, cancellationToken) ? 1 : 0;
            }
        }
        return begun;
    }

    /// <summary>Where a metric never had a sample: since when it could have had.</summary>
    private static IncidentRow LastOf(RecentSamples samples) =>
        samples.Last is { } row ? new(row.RowId, row.Time, row.Value, row.Score?.Surprise ?? 0) : new(0, samples.CreateTime, 0, 0);

    /// <returns>False when a sample came meanwhile: then there is nothing to tell.</returns>
    private async Task<bool> TryWriteAsync(MetricPulse pulse, IncidentState silence, CancellationToken cancellationToken)
    {
        try
        {
            await log.NoteSilenceAsync(pulse.Metric, pulse.Head, silence, cancellationToken);
            return true;
        }
        catch (StaleWriterException)
        {
            return false;
        }
    }
}
