namespace HtmIt.Client;

/// <summary>What collecting the metrics of one account and region does and costs. The counters begin with the server.</summary>
/// <param name="Account">Name of a configured account; empty for the server's own credentials.</param>
/// <param name="Region">AWS region.</param>
public sealed record CollectionShard(string Account, string Region)
{
    /// <summary>Metrics that are collected, those of autostacks included.</summary>
    public int MetricCount { get; init; }

    /// <summary>Those of them that are asked for no more, because their resources are gone. They go on when those are back.</summary>
    public int StoppedMetricCount { get; init; }

    /// <summary>Calls of GetMetricData.</summary>
    public long CallCount { get; init; }

    /// <summary>Metrics requested in them: what AWS bills.</summary>
    public long RequestedMetricCount { get; init; }

    /// <summary>Samples stored.</summary>
    public long StoredSampleCount { get; init; }

    /// <summary>Requested metrics that had nothing new.</summary>
    public long EmptyCount { get; init; }

    /// <summary>Requested metrics, and listings of resource states, that failed.</summary>
    public long ErrorCount { get; init; }

    /// <summary>Tries of calls that AWS turned away as too many, also when a later try was answered.</summary>
    public long ThrottledCallCount { get; init; }

    /// <summary>Samples that appeared after a later one was stored, and were not taken.</summary>
    public long LateSampleCount { get; init; }

    /// <summary>Values that CloudWatch changed after they were stored. They stay as they are stored.</summary>
    public long RevisedSampleCount { get; init; }

    /// <summary>What the metrics cost in a month of 30 days as they are asked for, in US dollars. A metric of an autostack is as many as the
    /// autostack has members.</summary>
    public double EstimatedMonthlyDollars { get; init; }

    /// <summary>Periods asked for at a time. More than 1 keeps to <c>HtmIt:CloudWatch:MaxMonthlyDollars</c>.</summary>
    public int PeriodsPerRequest { get; init; }

    /// <summary>How far the clock of the server's machine is ahead of AWS's; negative when it is behind, zero while they agree.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>Time between the end of a period and the moment its value is taken, by CloudWatch namespace.</summary>
    public IReadOnlyDictionary<string, TimeSpan> PublicationDelays { get; init; } = new Dictionary<string, TimeSpan>();
}
