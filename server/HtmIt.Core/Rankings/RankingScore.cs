namespace HtmIt.Core.Rankings;

/// <summary>What a ranking goes by.</summary>
public enum RankingScore
{
    /// <summary>Added up.</summary>
    Surprise = 1,

    /// <summary>Added up.</summary>
    DisplayValue = 2,

    /// <summary>The largest.</summary>
    Severity = 3,
}
