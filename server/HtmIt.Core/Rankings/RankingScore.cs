namespace HtmIt.Core.Rankings;

/// <summary>What a ranking adds up.</summary>
public enum RankingScore
{
    Surprise = 1,
    DisplayValue = 2,
}
