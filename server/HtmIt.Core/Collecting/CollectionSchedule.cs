using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>When a metric is asked for next, and from where on. It never changes: what happens makes the schedule after it, and who asks
/// decides whether that one counts.</summary>
public abstract record CollectionSchedule
{
    protected CollectionSchedule(Metric metric) => PeriodSeconds = (int)metric.PollInterval.TotalSeconds;

    /// <summary>How far apart the datapoints are.</summary>
    public int PeriodSeconds { get; }

    /// <summary>Where what is not stored yet begins; null before the first collection.</summary>
    public long? Next { get; init; }

    /// <summary>Not before this time, in seconds since 1970.</summary>
    public long DueAt { get; init; } = long.MinValue;

    /// <summary>Where the store says that the next collection begins; null when it does not know.</summary>
    public abstract long? NextOf(Metric metric);
}
