using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Rankings;

/// <summary>Settings of rankings. Section <c>HtmIt:Anomalies</c>.</summary>
public sealed class AnomalyOptions
{
    public const string Section = "HtmIt:Anomalies";

    /// <summary>What a ranking goes by when the caller does not say: <c>Surprise</c>, <c>DisplayValue</c> or <c>Severity</c>. Default:
    /// Surprise.</summary>
    [EnumDataType(typeof(RankingScore))]
    public RankingScore RankingScore { get; set; } = RankingScore.Surprise;

    /// <summary>Seconds between two states of a followed ranking. Range 1 to 3,600. Default: 5.</summary>
    [Range(1, 3_600)]
    public int WatchIntervalSeconds { get; set; } = 5;
}
