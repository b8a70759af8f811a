using HtmIt.Core.Metrics;

namespace HtmIt.Core.Rankings;

/// <summary>Place of a metric in a ranking: all that its order goes by.</summary>
public sealed record RankingPlace(double ServerValue, string TagName, string Server, string Name, Guid Id)
{
    public static RankingPlace Of(RankedMetric ranked) =>
        new(ranked.ServerValue, ranked.Metric.TagName, ranked.Metric.Server, ranked.Metric.Name, ranked.Metric.Metric.Id.Value);

    public int CompareTo(RankingPlace other, RankingOrder order)
    {
        var first = order == RankingOrder.Rank ? other.ServerValue.CompareTo(ServerValue) : CompareTags(TagName, other.TagName);
        return first != 0 ? first
            : string.CompareOrdinal(Server, other.Server) is var server and not 0 ? server
            : string.CompareOrdinal(Name, other.Name) is var name and not 0 ? name
            : Id.CompareTo(other.Id);
    }

    /// <summary>Those with a tag come first.</summary>
    private static int CompareTags(string one, string other) =>
        (one.Length == 0, other.Length == 0) switch
        {
            (false, true) => -1,
            (true, false) => 1,
            _ => string.CompareOrdinal(one, other),
        };
}
