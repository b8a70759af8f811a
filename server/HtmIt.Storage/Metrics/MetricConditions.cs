using System.Linq.Expressions;
using System.Text.Json.Nodes;
using HtmIt.Core.Metrics;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

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
        if (selector.NamePatterns.Count > 0)
        {
            rows = rows.Where(AnyOf(selector.NamePatterns.Select(NameIsLike)));
        }
        rows = selector.Labels.Aggregate(rows, (some, matcher) => some.Where(Condition(matcher)));
        if (selector.Resources.Count > 0)
        {
            var resources = selector.Resources.ToArray();
            rows = rows.Where(row => resources.Contains(row.Resource));
        }
        if (selector.Datasources.Count > 0)
        {
            var datasources = selector.Datasources.Select(datasource => datasource.Number).ToArray();
            rows = rows.Where(row => datasources.Contains(row.Datasource));
        }
        if (selector.Autostacks.Count > 0)
        {
            var autostacks = selector.Autostacks.Select(autostack => (Guid?)autostack.Value).ToArray();
            rows = rows.Where(row => autostacks.Contains(row.AutostackId));
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
        return matcher.Op switch
        {
            LabelOp.Equal => AnyOf(matcher.Values.Select(value => LabelIs(key, value))),
            LabelOp.NotEqual => Not(AnyOf(matcher.Values.Select(value => LabelIs(key, value)))),
            LabelOp.Like => IsLike(key, matcher.Values),
            LabelOp.NotLike => Not(IsLike(key, matcher.Values)),
            LabelOp.Present => HasLabel(key),
            LabelOp.Absent => Not(HasLabel(key)),
            _ => throw new InvalidOperationException($"A label can't be compared by {matcher.Op}."),
        };
    }

    private static Expression<Func<MetricRow, bool>> IsLike(string key, IReadOnlyList<string> texts)
    {
        var patterns = texts.Select(TextPattern.Parse).ToArray();
        return Array.Exists(patterns, pattern => pattern.IsAnything)
            ? HasLabel(key)
            : And(HasLabel(key), AnyOf(patterns.Select(pattern => LabelIsLike(key, pattern))));
    }

    private static Expression<Func<MetricRow, bool>> NameIsLike(string pattern)
    {
        var like = TextPattern.Parse(pattern).ToLike();
        return row => EF.Functions.Like(row.Name, like, Escape);
    }

    private static Expression<Func<MetricRow, bool>> HasLabel(string key) => row => EF.Functions.JsonExists(row.Labels, key);

    private static Expression<Func<MetricRow, bool>> LabelIs(string key, string value)
    {
        var label = new JsonObject { [key] = value }.ToJsonString();
        return row => EF.Functions.JsonContains(row.Labels, label);
    }

    private static Expression<Func<MetricRow, bool>> LabelIsLike(string key, TextPattern pattern)
    {
        // Only the pattern of anything matches the empty text, which stands for a label that is not there.
        var like = pattern.ToLike();
        return row => EF.Functions.Like(JsonText.Of(row.Labels, key) ?? "", like, Escape);
    }

    private static Expression<Func<MetricRow, bool>> AnyOf(IEnumerable<Expression<Func<MetricRow, bool>>> some) =>
        some.Aggregate((one, other) => Joined(one, other, Expression.OrElse));

    private static Expression<Func<MetricRow, bool>> And(Expression<Func<MetricRow, bool>> one, Expression<Func<MetricRow, bool>> other) =>
        Joined(one, other, Expression.AndAlso);

    private static Expression<Func<MetricRow, bool>> Not(Expression<Func<MetricRow, bool>> one) =>
        Expression.Lambda<Func<MetricRow, bool>>(Expression.Not(one.Body), one.Parameters);

    private static Expression<Func<MetricRow, bool>> Joined(
        Expression<Func<MetricRow, bool>> one,
        Expression<Func<MetricRow, bool>> other,
        Func<Expression, Expression, BinaryExpression> join
    )
    {
        var row = one.Parameters[0];
        var body = ReplacingExpressionVisitor.Replace(other.Parameters[0], row, other.Body);
        return Expression.Lambda<Func<MetricRow, bool>>(join(one.Body, body), row);
    }
}
