namespace HtmIt.Client;

/// <summary>What a ranking adds up. The numbers are the contract's.</summary>
public enum RankingScore
{
    /// <summary>What the server is set to.</summary>
    Unspecified = 0,

    /// <summary>The surprise: graded.</summary>
    Surprise = 1,

    /// <summary>The display value: one red outweighs a thousand yellows.</summary>
    DisplayValue = 2,
}
