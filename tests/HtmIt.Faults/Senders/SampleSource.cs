using HtmIt.Faults.Histories;

namespace HtmIt.Faults.Senders;

/// <summary>Makes the samples of some metrics: times rise by half a minute, and no value comes twice in a run.</summary>
internal sealed class SampleSource(IReadOnlyList<string> metrics, ValueCounter values, History history)
{
    private const long Start = 1_767_225_600;
    private const long Step = 30;

    private long _time = Start;

    public IReadOnlyList<string> Metrics => metrics;

    /// <summary>The next sample of each metric.</summary>
    public IReadOnlyList<SentSample> Next()
    {
        _time += Step;
        var samples = metrics.Select(metric => new SentSample(metric, _time, values.Next())).ToArray();
        Array.ForEach(samples, history.Sent);
        return samples;
    }
}
