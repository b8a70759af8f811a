namespace HtmIt.Client;

/// <summary>What a ranking goes by. The numbers are the contract's.</summary>
public enum RankingScore
{
    /// <summary>What the server is set to.</summary>
    Unspecified = 0,

    /// <summary>The surprise, added up: graded.</summary>
    Surprise = 1,

    /// <summary>The display value, added up: one red outweighs a thousand yellows.</summary>
    DisplayValue = 2,

    /// <summary>The severity: the largest, not added up.</summary>
    Severity = 3,
}
