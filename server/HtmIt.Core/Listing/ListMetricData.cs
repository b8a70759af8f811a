using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Listing;

/// <summary>Lists stored rows, of one metric or metric by metric of all monitored ones, a page at a time.</summary>
public sealed class ListMetricData(IMetricStore metrics, ISampleReader reader)
{
    private const int MetricsAtOnce = 100;

    /// <summary>Where a page ends: the metric, the time of its last row listed, and how many of its rows were.</summary>
    public sealed record Place(MetricPlace Metric, long Time, int RowsOfMetric);

    /// <summary>A page of rows, metric by metric; the place is null on the last one.</summary>
    public sealed record Page(IReadOnlyList<(Metric Metric, IReadOnlyList<DataRow> Rows)> Metrics, Place? Next);

    /// <exception cref="DomainException">MetricNotFound.</exception>
    public async Task<Page> ExecuteAsync(ListQuery query, Place? after, int pageSize, CancellationToken cancellationToken)
    {
        var found = new List<(Metric, IReadOnlyList<DataRow>)>();
        // One row more than the page has, to see whether there is a next one.
        var left = pageSize + 1;
        Place? end = null;
        await foreach (var metric in SelectAsync(query, after, cancellationToken))
        {
            var resumed = after?.Metric.Id == metric.Id.Value ? after : null;
            var listed = resumed?.RowsOfMetric ?? 0;
            var limit = query.LimitPerMetric > 0 ? Math.Min(left, query.LimitPerMetric - listed) : left;
            var rows = await reader.ReadAsync(ToRowQuery(query, metric.Number, resumed, limit), cancellationToken);
            left -= rows.Count;
            IReadOnlyList<DataRow> shown = left == 0 ? [.. rows.SkipLast(1)] : rows;
            if (shown.Count > 0)
            {
                found.Add((metric, shown));
                end = new(MetricPlace.Of(metric), shown[^1].Time, listed + shown.Count);
            }
            if (left == 0)
            {
                return new(found, end);
            }
        }
        return new(found, null);
    }

    private async IAsyncEnumerable<Metric> SelectAsync(
        ListQuery query,
        Place? after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (query.Metric is { } target)
        {
            yield return await metrics.GetAsync(target, cancellationToken);
            yield break;
        }
        if (after is not null && await metrics.FindAsync(new(after.Metric.Id), cancellationToken) is { IsMonitored: true } started)
        {
            yield return started;
        }
        var key = after?.Metric;
        while (true)
        {
            var page = await metrics.ListAsync(new(OnlyMonitored: true), key, MetricsAtOnce, cancellationToken);
            foreach (var metric in page)
            {
                yield return metric;
                key = MetricPlace.Of(metric);
            }
            if (page.Count < MetricsAtOnce)
            {
                yield break;
            }
        }
    }

    private static RowQuery ToRowQuery(ListQuery query, int number, Place? resumed, int limit)
    {
        var (from, to) = (query.FromTime, query.ToTime);
        if (resumed is not null && query.Descending)
        {
            to = resumed.Time - 1;
        }
        else if (resumed is not null)
        {
            from = resumed.Time + 1;
        }
        return new(number)
        {
            FromTime = from,
            ToTime = to,
            FromRowId = query.FromRowId,
            ToRowId = query.ToRowId,
            Filter = query.Filter,
            IncludeUnscored = query.IncludeUnscored,
            Descending = query.Descending,
            Limit = Math.Max(0, limit),
        };
    }
}
