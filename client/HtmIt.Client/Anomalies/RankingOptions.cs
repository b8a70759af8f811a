namespace HtmIt.Client;

/// <summary>Selects a ranking.</summary>
/// <param name="Window">What it is over.</param>
public sealed record RankingOptions(RankingWindow Window)
{
    /// <summary>Selects a ranking up to the newest sample of all metrics.</summary>
    /// <param name="length">How long: a whole multiple of 24 seconds, from 60 seconds to 31 days.</param>
    public RankingOptions(TimeSpan length)
        : this(RankingWindow.EndingWithNewest(length)) { }

    /// <summary>What it goes by. Default: what the server is set to.</summary>
    public RankingScore Score { get; init; }

    /// <summary>Orders by tag name, resource and metric name instead of by rank. Has no effect on a followed ranking.</summary>
    public bool ByName { get; init; }

    /// <summary>Which metrics. Default: all. Ranks are those among all metrics, whatever is selected.</summary>
    public MetricSelector Selector { get; init; } = new();

    /// <summary>Whether metrics without a model are left out. Default: false.</summary>
    public bool MonitoredOnly { get; init; }

    /// <summary>Whether rows count too that were scored before the model had learnt enough. Default: false.</summary>
    public bool IncludeLearning { get; init; }

    /// <summary>Whether the bars are left out. Default: false.</summary>
    public bool WithoutBars { get; init; }

    /// <summary>Of a list, how many to ask for at a time; of a followed ranking, how many to follow. 0 leaves it to the server.</summary>
    public int Size { get; init; }
}
