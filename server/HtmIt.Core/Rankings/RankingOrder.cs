namespace HtmIt.Core.Rankings;

/// <summary>The order of a ranking.</summary>
public enum RankingOrder
{
    Rank = 1,
    Name = 2,
}
