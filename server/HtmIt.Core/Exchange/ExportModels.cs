using System.Runtime.CompilerServices;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Exports the definitions of models, custom ones with their samples of the last two weeks.</summary>
public sealed class ExportModels(IMetricStore metrics, IAutostackStore autostacks, ISampleReader reader, TimeProvider time)
{
    /// <summary>Samples of one part at most.</summary>
    public const int LargestPart = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <summary>Exports these models, in this order, or all monitored ones when there are none.</summary>
    /// <exception cref="DomainException">ModelNotFound, MetricNotMonitored: of any, before the first part.</exception>
    public async IAsyncEnumerable<ExportedModel> ExecuteAsync(
        IReadOnlyList<MetricId> ids,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var chosen =
            ids.Count > 0
                ? (await FindAsync(ids, cancellationToken)).ToAsyncEnumerable()
                : metrics.ListAllAsync(new(OnlyMonitored: true), cancellationToken);
        await foreach (var metric in chosen)
        {
            if (metric.Spec is not { } spec)
            {
                continue;
            }
            if (spec.Metric is AutostackMetricSpec member)
            {
                // Deleted since the list was read, if there is none.
                if (await autostacks.FindAsync(member.Autostack, cancellationToken) is { } stack)
                {
                    yield return new(spec, []) { Stack = ToDefinition(stack) };
                }
                continue;
            }
            await foreach (var part in ReadAsync(metric, spec, cancellationToken))
            {
                yield return part;
            }
        }
    }

    private async Task<IReadOnlyList<Metric>> FindAsync(IReadOnlyList<MetricId> ids, CancellationToken cancellationToken)
    {
        var found = new List<Metric>();
        foreach (var id in ids)
        {
            var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.ModelNotFound(id);
            found.Add(metric.IsMonitored ? metric : throw MetricErrors.MetricNotMonitored(id));
        }
        return found;
    }

    private async IAsyncEnumerable<ExportedModel> ReadAsync(
        Metric metric,
        ModelSpec spec,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (metric.Datasource != Datasource.Custom)
        {
            yield return new(spec, []);
            yield break;
        }
        // Rows that are stored meanwhile stay out, so that an export ends.
        var query = new RowQuery(metric.Number)
        {
            FromTime = (time.GetUtcNow() - Kept).ToUnixTimeSeconds(),
            ToRowId = metric.LastRowId,
            IncludeUnscored = true,
            Limit = LargestPart,
        };
        for (var isFirst = true; ; isFirst = false)
        {
            var rows = metric.LastRowId == 0 ? [] : await reader.ReadAsync(query, cancellationToken);
            if (isFirst || rows.Count > 0)
            {
                yield return new(spec, [.. rows.Select(row => new Sample(row.Time, row.Value))]) { IsContinuation = !isFirst };
            }
            if (rows.Count < LargestPart)
            {
                break;
            }
            query = query with { FromTime = rows[^1].Time + 1 };
        }
    }

    private static AutostackDefinition ToDefinition(Autostack stack) =>
        new(stack.Name, stack.Region, stack.Filters) { Account = stack.Account };
}
