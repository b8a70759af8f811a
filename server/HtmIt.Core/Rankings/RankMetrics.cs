using System.Runtime.CompilerServices;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Rankings;

/// <summary>Which part of which ranking is wanted.</summary>
/// <param name="Score">Null means the one the server is set to.</param>
public sealed record RankingQuery(RankingSpan Span, RankingScore? Score, RankingOrder Order, RankingFilter Filter, bool WithBars, int Size)
{
    /// <summary>Whether rows count that were scored before the model had learnt enough.</summary>
    public bool IncludeLearning { get; init; }
}

/// <summary>Where a page of a ranking ends. The window is null when there was no sample.</summary>
public sealed record RankingPageEnd(long? WindowEnd, RankingPlace Place);

/// <summary>Gives rankings, a page at a time or whenever they change.</summary>
public sealed class RankMetrics(
    Rankings rankings,
    IRankingReader reader,
    ISampleReader samples,
    IMetricStore store,
    Learning learning,
    IOptions<AnomalyOptions> options,
    TimeProvider time
)
{
    /// <summary>Metrics come and go without a new sample; so often is looked whether they did.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(10);

    public async Task<(RankingView Page, RankingPageEnd? Next)> ExecuteAsync(
        RankingQuery query,
        RankingPageEnd? after,
        CancellationToken cancellationToken
    )
    {
        var basis = ToBasis(query);
        var ranking =
            after is null ? await rankings.ComputeAsync(basis, cancellationToken)
            : basis.Span is RankingSpan.EndingWithNewest && after.WindowEnd is { } end
                ? await rankings.ComputeAsync(new RankingWindow(basis.Span.Seconds, end), basis, cancellationToken)
            // Nothing ties the pages together but that they are asked for soon after each other.
            : await rankings.ComputeAsync(basis, LongestPause, cancellationToken);
        // One more, to see whether there is a next page.
        var found = ranking.Select(query.Order, await AcceptsAsync(query.Filter, cancellationToken), after?.Place, query.Size + 1);
        RankedMetric[] selected = [.. found.Take(query.Size)];
        var next = found.Count > selected.Length ? new RankingPageEnd(ranking.Window?.End, RankingPlace.Of(selected[^1])) : null;
        return (await ShowAsync(ranking, selected, query, cancellationToken), next);
    }

    /// <summary>The head of a ranking, now and whenever it looks different. Between two looks passes the set interval at least, and whoever
    /// reads slowly looks less often. Null while it stays as it is, so that readers know of a watch that is alive.</summary>
    public async IAsyncEnumerable<RankingView?> WatchAsync(RankingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var basis = ToBasis(query);
        var interval = TimeSpan.FromSeconds(options.Value.WatchIntervalSeconds);
        RankingView? last = null;
        var (position, looked, told) = (-1L, 0L, 0L);
        while (true)
        {
            var newest = (await samples.ReadRangeAsync(cancellationToken)).Newest.Position;
            if (newest != position || time.GetElapsedTime(looked) >= LongestPause)
            {
                looked = time.GetTimestamp();
                // Those who follow the same ranking share one. It may be half an interval old: then the next look sees the rest.
                var ranking = await rankings.ComputeAsync(basis, interval / 2, cancellationToken);
                position = ranking.Position;
                var view = await ranking.ShareAsync(query, () => ShowHeadAsync(ranking, query)).WaitAsync(cancellationToken);
                if (last is null || !view.LooksLike(last))
                {
                    (last, told) = (view, time.GetTimestamp());
                    yield return view;
                }
            }
            if (time.GetElapsedTime(told) >= IdleInterval)
            {
                told = time.GetTimestamp();
                yield return null;
            }
            await Task.Delay(interval, time, cancellationToken);
        }
    }

    /// <summary>For all who follow it, hence not to be cancelled by one of them.</summary>
    private async Task<RankingView> ShowHeadAsync(Ranking ranking, RankingQuery query)
    {
        var selected = ranking.Select(query.Order, await AcceptsAsync(query.Filter, CancellationToken.None), null, query.Size);
        return await ShowAsync(ranking, selected, query, CancellationToken.None);
    }

    /// <summary>What a filter says of each metric. The database knows of labels; where they don't matter it is not asked.</summary>
    private async Task<Func<MetricValue, bool>> AcceptsAsync(RankingFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Selector.IsEmpty)
        {
            return metric => !filter.OnlyMonitored || metric.Status != MetricStatus.Unmonitored;
        }
        var numbers = await store.ListNumbersAsync(new(filter.Selector, filter.OnlyMonitored), cancellationToken);
        return metric => numbers.ContainsKey(metric.Metric.Number);
    }

    private RankingBasis ToBasis(RankingQuery query) =>
        new(query.Span, query.Score ?? options.Value.RankingScore, query.IncludeLearning ? 0 : learning.RowsNeeded);

    private async Task<RankingView> ShowAsync(
        Ranking ranking,
        IReadOnlyList<RankedMetric> selected,
        RankingQuery query,
        CancellationToken cancellationToken
    )
    {
        var metrics = await reader.ReadMetricsAsync([.. selected.Select(one => one.Metric.Metric.Id)], cancellationToken);
        var windows = selected
            .Select(one => (one.Metric.Metric.Number, Window: ranking.WindowOf(one.Metric)))
            .Where(one => one.Window is not null)
            .ToDictionary(one => one.Number, one => one.Window!.Value);
        var bars = query.WithBars
            ? await reader.ReadBarsAsync(ranking.Basis, [.. windows.Select(one => (one.Key, one.Value))], cancellationToken)
            : null;
        var rows = selected
            .Where(one => metrics.ContainsKey(one.Metric.Metric.Id))
            .Select(one =>
            {
                var number = one.Metric.Metric.Number;
                RankingWindow? window = windows.TryGetValue(number, out var known) ? known : null;
                RankingBar?[] shown = bars is not null && window is not null ? Bars(known, number, bars) : [];
                return new RankingView.Row(metrics[one.Metric.Metric.Id], one.Value, one.ResourceValue, window, shown);
            });
        return new(ranking.Window, ranking.Basis, [.. rows]);
    }

    private static RankingBar?[] Bars(RankingWindow window, int metric, IReadOnlyDictionary<(int, long), RankingBar> bars)
    {
        var all = new RankingBar?[window.BlockCount];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = bars.TryGetValue((metric, window.FirstBlock + i), out var bar) ? bar : null;
        }
        return all;
    }
}
