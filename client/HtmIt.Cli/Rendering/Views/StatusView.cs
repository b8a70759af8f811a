using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>How the server is.</summary>
internal sealed class StatusView(
    Uri address,
    ServerInfo info,
    ProcessingStatistics waiting,
    IReadOnlyList<Datasource> datasources,
    TimeSpan roundTrip
)
{
    public Uri Server => address;

    public string Version => info.Version;

    public int ContractRevision => info.ContractRevision;

    public int OldestContractRevision => info.OldestContractRevision;

    public IReadOnlyList<string> Capabilities => info.Capabilities;

    public DateTime StartTime => info.StartTime.UtcDateTime;

    public double RoundTripMs => Math.Round(roundTrip.TotalMilliseconds, 2);

    public IEnumerable<string> Datasources => datasources.Select(Spell.Of);

    public long Metrics => info.MetricCounts.Values.Sum();

    public long Resources => info.ResourceCount;

    public long Models => ModelsByStatus.Values.Sum();

    public IReadOnlyDictionary<string, long> ModelsByStatus { get; } =
        info
            .MetricCounts.Where(pair => pair.Key != MetricStatus.Unmonitored)
            .OrderBy(pair => pair.Key)
            .ToDictionary(pair => Spell.Of(pair.Key), pair => pair.Value);

    public long UnprocessedRowCount => waiting.UnprocessedRowCount;

    /// <summary>Null while the clocks agree.</summary>
    public double? AwsClockAheadSeconds => info.AwsClockAhead == TimeSpan.Zero ? null : info.AwsClockAhead.TotalSeconds;

    public double? RetentionDays => info.Retention?.TotalDays;
}
