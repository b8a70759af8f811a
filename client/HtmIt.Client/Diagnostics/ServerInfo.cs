namespace HtmIt.Client;

/// <summary>What a server is and what it holds.</summary>
/// <param name="Version">Its version.</param>
/// <param name="StartTime">When it started, in UTC.</param>
/// <param name="Datasources">The datasources it has.</param>
/// <param name="ResourceCount">Number of distinct servers of monitored metrics.</param>
public sealed record ServerInfo(string Version, DateTimeOffset StartTime, IReadOnlyList<Datasource> Datasources, long ResourceCount)
{
    /// <summary>Number of metrics by status, over all datasources; statuses without a metric are left out.</summary>
    public IReadOnlyDictionary<MetricStatus, long> MetricCounts { get; init; } = new Dictionary<MetricStatus, long>();

    /// <summary>The revision of the contract that it speaks; 0 when it is from before there were revisions.</summary>
    public int ContractRevision { get; init; }

    /// <summary>The oldest revision of the contract whose clients it still understands.</summary>
    public int OldestContractRevision { get; init; }

    /// <summary>What it can do that others of its revision need not, by the contract's names, such as <c>notifications.mail</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The history that the commits of its database form. Another one means that the database went back to an earlier state.</summary>
    public string HistoryId { get; init; } = "";

    /// <summary>How far the clock of the server's machine is ahead of AWS's; negative when it is behind, zero while they agree.</summary>
    public TimeSpan AwsClockAhead { get; init; }

    /// <summary>How long samples are kept at least; absent when for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>How finely times of samples are kept: a metric has one sample in each such span at most.</summary>
    public TimeSpan TimeResolution { get; init; } = TimeSpan.FromSeconds(1);
}
