using HtmIt.Core.Metrics;

namespace HtmIt.Core.Rankings;

/// <summary>Place of a metric in a ranking: all that its order goes by.</summary>
public sealed record RankingPlace(double ResourceValue, string TagName, string Resource, Guid ResourceId, string Name, Guid Id)
{
    public static RankingPlace Of(RankedMetric ranked) =>
        new(
            ranked.ResourceValue,
            ranked.Metric.TagName,
            ranked.Metric.Resource,
            ranked.Metric.ResourceId.Value,
            ranked.Metric.Name,
            ranked.Metric.Metric.Id.Value
        );

    public int CompareTo(RankingPlace other, RankingOrder order)
    {
        var first = order == RankingOrder.Rank ? other.ResourceValue.CompareTo(ResourceValue) : CompareTags(TagName, other.TagName);
        return first != 0 ? first
            : string.CompareOrdinal(Resource, other.Resource) is var resource and not 0 ? resource
            : ResourceId.CompareTo(other.ResourceId) is var id and not 0 ? id
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
