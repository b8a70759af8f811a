using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Instances;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>When one metric of an autostack is collected, and from where on.</summary>
public sealed class AutostackSchedule : ICollected
{
    private long _notBefore = long.MinValue;

    public AutostackSchedule(Metric metric, Autostack autostack)
    {
        (Metric, Autostack) = (metric, autostack);
        Spec = (AutostackMetricSpec)metric.Spec!.Metric;
        Next = metric.NextCollectTime?.ToUnixTimeSeconds();
    }

    public Metric Metric { get; private set; }

    public Autostack Autostack { get; }

    public AutostackMetricSpec Spec { get; }

    public string Statistic => Spec.Supported?.Statistic ?? "Average";

    /// <summary>Whether it is the number of members, for which CloudWatch need not be asked.</summary>
    public bool IsCount => Spec.Slave == AutostackDatasource.Instance;

    /// <summary>Start of the next window; null before the first collection.</summary>
    public long? Next { get; private set; }

    private int PeriodSeconds => (int)Metric.PollInterval.TotalSeconds;

    /// <summary>Whether a metric in this state is collected.</summary>
    public static bool IsCollected(Metric metric) => metric.Status is MetricStatus.Active or MetricStatus.PendingData;

    /// <summary>Takes over what the store knows now.</summary>
    public void Refresh(Metric metric) => (Metric, Next) = (metric, metric.NextCollectTime?.ToUnixTimeSeconds() ?? Next);

    /// <summary>The window to collect now; null when none is due.</summary>
    /// <param name="stretch">Periods to collect at a time, once the past has been caught up with.</param>
    public CollectionWindow? Window(long now, int stretch, int backfillDays)
    {
        if (now < _notBefore)
        {
            return null;
        }
        var window = CollectionWindow.Of(Next, end: null, now, PeriodSeconds, backfillDays);
        if (window.IsEmpty || (Next is not null && window.Periods < stretch))
        {
            return null;
        }
        return IsCount ? Newest(window, now) : window;
    }

    public MetricQuery QueryOf(string instance) =>
        new(
            Spec.Namespace,
            Spec.Metric,
            new Dictionary<string, string> { [ResourceType.Ec2Instance.Dimension] = instance },
            Statistic,
            PeriodSeconds
        );

    /// <summary>The window is done with, whatever it held.</summary>
    public void Done(CollectionWindow window) => Next = window.End;

    public void Postpone(long now, int retrySeconds) => _notBefore = now + retrySeconds;

    public void Note(CollectorError? error) => Metric = Metric with { CollectorError = error };

    /// <summary>How many members there were in the past nobody knows: the count begins now, and skips what was missed.</summary>
    private CollectionWindow Newest(CollectionWindow window, long now)
    {
        while (window.Next(now - PeriodSeconds - 60) is { IsEmpty: false } later)
        {
            window = later;
        }
        return window with { Start = window.End - PeriodSeconds };
    }
}
