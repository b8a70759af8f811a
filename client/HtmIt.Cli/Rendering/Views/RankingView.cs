using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Metrics by how much of the unusual they had.</summary>
internal sealed class RankingView(Ranking ranking)
{
    public DateTime? WindowStartTime => ranking.WindowStartTime?.UtcDateTime;

    public DateTime? WindowEndTime => ranking.WindowEndTime?.UtcDateTime;

    public double? BlockSeconds => ranking.BlockDuration?.TotalSeconds;

    public RankingScore Score => ranking.Score;

    public IEnumerable<RankedMetricView> Metrics => ranking.Metrics.Select(metric => new RankedMetricView(metric));
}
