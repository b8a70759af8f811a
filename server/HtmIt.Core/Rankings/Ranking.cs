using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Rankings;

/// <summary>All metrics in order.</summary>
public sealed class Ranking
{
    private readonly Lazy<RankedMetric[]> _byRank;
    private readonly Lazy<RankedMetric[]> _byName;
    private readonly Dictionary<RankingQuery, Task<RankingView>> _views = [];

    /// <param name="window">What it is over; null while there is no sample, and when the windows end with each metric.</param>
    public Ranking(RankingWindow? window, RankingBasis basis, IReadOnlyCollection<MetricValue> metrics)
    {
        (Window, Basis) = (window, basis);
        var resources = new Dictionary<ResourceId, double>();
        foreach (var metric in metrics)
        {
            resources[metric.ResourceId] = Math.Max(metric.Value, resources.GetValueOrDefault(metric.ResourceId));
        }
        var ranked = metrics.Select(metric => new RankedMetric(metric, resources[metric.ResourceId])).ToArray();
        _byRank = new(() => Sort(ranked, RankingOrder.Rank));
        _byName = new(() => Sort(ranked, RankingOrder.Name));
    }

    public RankingWindow? Window { get; }

    public RankingBasis Basis { get; }

    /// <summary>Commits up to this one are in it for certain.</summary>
    public long Position { get; init; }

    /// <summary>The first accepted metrics after a place.</summary>
    public IReadOnlyList<RankedMetric> Select(RankingOrder order, Func<MetricValue, bool> accepts, RankingPlace? after, int limit)
    {
        var all = (order == RankingOrder.Rank ? _byRank : _byName).Value;
        var rest = after is null ? all : all.SkipWhile(one => RankingPlace.Of(one).CompareTo(after, order) <= 0);
        return [.. rest.Where(one => accepts(one.Metric)).Take(limit)];
    }

    /// <summary>The window of a metric; null when it has none.</summary>
    public RankingWindow? WindowOf(MetricValue metric) =>
        Basis.Span is RankingSpan.EndingWithEachMetric span
            ? metric.NewestTime is { } end
                ? new(span.Seconds, end)
                : null
            : Window;

    /// <summary>What a query shows of this ranking. Those who follow the same share one: reading the bars takes longer than all the rest.
    /// </summary>
    public Task<RankingView> ShareAsync(RankingQuery query, Func<Task<RankingView>> show)
    {
        lock (_views)
        {
            if (!_views.TryGetValue(query, out var view) || view.IsFaulted)
            {
                _views[query] = view = show();
            }
            return view;
        }
    }

    private static RankedMetric[] Sort(RankedMetric[] ranked, RankingOrder order)
    {
        var sorted = ranked.ToArray();
        Array.Sort(sorted, (one, other) => RankingPlace.Of(one).CompareTo(RankingPlace.Of(other), order));
        return sorted;
    }
}
