namespace HtmIt.Client;

/// <summary>Selects stored rows. All conditions must hold.</summary>
public sealed record ListMetricDataOptions
{
    /// <summary>Only rows at or after this time.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only rows at or before this time.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Only rows with at least this anomaly likelihood. Range [0, 1].</summary>
    public double? MinAnomalyLikelihood { get; init; }

    /// <summary>Only rows with at least this surprise, in decades.</summary>
    public double? MinSurprise { get; init; }

    /// <summary>Whether rows without a score are listed too. Default: false.</summary>
    public bool IncludeUnscored { get; init; }

    /// <summary>Whether rows are left out that were scored before the model had learnt enough. Default: false.</summary>
    public bool ExcludeLearning { get; init; }

    /// <summary>Order within a metric.</summary>
    public DataOrder Order { get; init; }

    /// <summary>Only rows with at least this row id. 0 means no bound.</summary>
    public long FirstRowId { get; init; }

    /// <summary>Only rows with at most this row id. 0 means no bound.</summary>
    public long LastRowId { get; init; }

    /// <summary>When all metrics are listed: how many rows of each at most. 0 means no limit.</summary>
    public int LimitPerMetric { get; init; }

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
