using System.Linq.Expressions;
using System.Text.Json.Nodes;
using HtmIt.Core.Metrics;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Metrics;

/// <summary>Says in SQL what <see cref="MetricMatcher"/> says of one metric. Conditions that a label is there, or has a value, are written so
/// that the index over labels answers them.</summary>
internal static class MetricConditions
{
    private const string Escape = @"\";

    public static IQueryable<MetricRow> Where(this IQueryable<MetricRow> rows, MetricFilter filter)
    {
        if (filter.Region is { } region)
        {
            rows = rows.Where(row => row.Region == region);
        }
        if (filter.OnlyMonitored)
        {
            rows = rows.Where(row => row.Status != StatusNumbers.Unmonitored);
        }
        return filter.Selector is { } selector ? rows.Where(selector) : rows;
    }

    private static IQueryable<MetricRow> Where(this IQueryable<MetricRow> rows, MetricSelector selector)
    {
        if (selector.Metrics.Count > 0)
        {
            var ids = selector.Metrics.Select(id => id.Value).ToArray();
            rows = rows.Where(row => ids.Contains(row.Id));
        }
        if (selector.NamePattern.Length > 0)
        {
            var like = TextPattern.Parse(selector.NamePattern).ToLike();
            rows = rows.Where(row => EF.Functions.Like(row.Name, like, Escape));
        }
        rows = selector.Labels.Aggregate(rows, (some, matcher) => some.Where(Condition(matcher)));
        if (selector.Resource is { Length: > 0 } resource)
        {
            rows = rows.Where(row => row.Resource == resource);
        }
        if (selector.Datasource is { } datasource)
        {
            rows = rows.Where(row => row.Datasource == datasource.Number);
        }
        if (selector.Autostack is { } autostack)
        {
            rows = rows.Where(row => row.AutostackId == autostack.Value);
        }
        if (selector.Statuses.Count > 0)
        {
            var statuses = selector.Statuses.Select(status => (short)status).ToArray();
            rows = rows.Where(row => statuses.Contains(row.Status));
        }
        return rows;
    }

    private static Expression<Func<MetricRow, bool>> Condition(LabelMatcher matcher)
    {
        var key = matcher.Key;
        switch (matcher.Op)
        {
            case LabelOp.Equal:
                var label = Label(matcher);
                return row => EF.Functions.JsonContains(row.Labels, label);
            case LabelOp.NotEqual:
                var other = Label(matcher);
                return row => !EF.Functions.JsonContains(row.Labels, other);
            case LabelOp.Like when TextPattern.Parse(matcher.Value).IsAnything:
                return row => EF.Functions.JsonExists(row.Labels, key);
            case LabelOp.Like:
                var like = TextPattern.Parse(matcher.Value).ToLike();
                return row => EF.Functions.JsonExists(row.Labels, key) && EF.Functions.Like(JsonText.Of(row.Labels, key)!, like, Escape);
            case LabelOp.NotLike when TextPattern.Parse(matcher.Value).IsAnything:
                return row => !EF.Functions.JsonExists(row.Labels, key);
            case LabelOp.NotLike:
                // No other pattern matches the empty text, which stands for a label that is not there.
                var unlike = TextPattern.Parse(matcher.Value).ToLike();
                return row => !EF.Functions.Like(JsonText.Of(row.Labels, key) ?? "", unlike, Escape);
            case LabelOp.Present:
                return row => EF.Functions.JsonExists(row.Labels, key);
            case LabelOp.Absent:
                return row => !EF.Functions.JsonExists(row.Labels, key);
            default:
                throw new InvalidOperationException($"A label can't be compared by {matcher.Op}.");
        }
    }

    private static string Label(LabelMatcher matcher) => new JsonObject { [matcher.Key] = matcher.Value }.ToJsonString();
}
