using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>A metric in the book, with the schedule that counts now.</summary>
public abstract class ScheduledMetric<TSchedule>(Metric metric, TSchedule schedule) : ICollected
    where TSchedule : CollectionSchedule
{
    public Metric Metric { get; private set; } = metric;

    public TSchedule Schedule { get; protected set; } = schedule;

    public long DueAt => Schedule.DueAt;

    public CollectProgress Progress { get; set; } = CollectProgress.None;

    public void Refresh(Metric metric)
    {
        Metric = metric;
        Schedule = Schedule with { Next = Schedule.NextOf(metric) ?? Schedule.Next };
    }

    public void Postpone(long until) => Schedule = Schedule with { DueAt = until };

    public void Note(CollectorError? error) => Metric = Metric with { CollectorError = error };
}
