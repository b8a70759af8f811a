using System.Runtime.CompilerServices;
using HtmIt.Core.Actors;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Exchange;

/// <summary>Exports all metrics with all there is of them: what was stored up to a row, the scores, and what the model has learnt.</summary>
public sealed class ExportMetrics(
    IMetricStore metrics,
    ISampleReader reader,
    ICheckpointStore checkpoints,
    ExportIncidents incidents,
    DatasourceModels datasources,
    TimeProvider time
)
{
    private const int RowsAtATime = 5_000;
    private const int IncidentsOfPart = 500;
    private static readonly TimeSpan ClearingPause = TimeSpan.FromMilliseconds(100);

    /// <param name="after">The metric after which to go on; null to begin.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DomainException">MetricNotFound.</exception>
    public async IAsyncEnumerable<ExportedPart> ExecuteAsync(MetricId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = after is { } last
            ? (await metrics.FindAsync(last, cancellationToken) ?? throw MetricErrors.MetricNotFound(last)).Number + 1
            : 0;
        // By number, which never changes: a list in order of resources loses a metric that somebody says to be measured on another meanwhile.
        var all = await metrics.ListNumbersAsync(new(), cancellationToken);
        foreach (var listed in all.Where(one => one.Key >= first).OrderBy(one => one.Key).Select(one => new MetricRef(one.Key, one.Value)))
        {
            // Again from its begin when its model was begun anew meanwhile: scores of two models never stand side by side.
            var isWhole = false;
            while (!isWhole && await ReadAsync(listed, cancellationToken) is { } found)
            {
                if (found.Begin.Metric.Clearing)
                {
                    await Task.Delay(ClearingPause, time, cancellationToken);
                    continue;
                }
                yield return found.Begin;
                var count = 0L;
                await foreach (var rows in ReadRowsAsync(found.Begin.Metric, cancellationToken))
                {
                    count += rows.Count;
                    yield return new ExportedPart.Rows(rows);
                }
                var now = await metrics.FindAsync(listed.Id, cancellationToken);
                isWhole = now is null || (now.Generation == found.Begin.Metric.Generation && !now.Clearing);
                if (isWhole)
                {
                    foreach (var some in found.Incidents.Chunk(IncidentsOfPart))
                    {
                        yield return new ExportedPart.Incidents(some);
                    }
                    if (found.State is { } state)
                    {
                        yield return new ExportedPart.Snapshot(state);
                    }
                    yield return new ExportedPart.End(count);
                }
            }
        }
    }

    /// <summary>Null when the metric is gone.</summary>
    private async Task<(ExportedPart.Begin Begin, IReadOnlyList<IncidentState> Incidents, ModelState? State)?> ReadAsync(
        MetricRef listed,
        CancellationToken cancellationToken
    )
    {
        if (await metrics.FindAsync(listed.Id, cancellationToken) is not { } before)
        {
            return null;
        }
        // Both before the metric: neither is ever of a row that is not among those exported. The state before the incidents: what it has seen is in
        // them, and what the rows after it make of them is found again.
        var checkpoint = await checkpoints.LoadAsync(listed.Number, cancellationToken);
        var kept = await incidents.ReadAsync(before, cancellationToken);
        if (await metrics.FindAsync(listed.Id, cancellationToken) is not { } metric)
        {
            return null;
        }
        if (metric.Generation != before.Generation)
        {
            // The incidents may be those of the model before.
            return await ReadAsync(listed, cancellationToken);
        }
        var model = metric.Spec is { } spec ? await DescribeAsync(metric, spec, cancellationToken) : null;
        if (model is null && metric.IsMonitored)
        {
            return null;
        }
        var first = await reader.ReadAsync(RowsOf(metric) with { Limit = 1 }, cancellationToken);
        var isCurrent = checkpoint is not null && checkpoint.Generation == metric.Generation;
        return (
            new(metric, model, first.Count == 0 ? 0 : first[0].RowId),
            kept,
            isCurrent ? new(checkpoint!.RowId, checkpoint.Time, [.. checkpoint.State]) : null
        );
    }

    private async Task<ExportedModel?> DescribeAsync(Metric metric, ModelSpec spec, CancellationToken cancellationToken) =>
        metric.Datasource.TakesSamples
            ? new(spec, [])
            : await datasources[metric.Datasource].ExportAsync(metric, spec, cancellationToken).FirstOrDefaultAsync(cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<DataRow>> ReadRowsAsync(
        Metric metric,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var query = RowsOf(metric) with { Limit = RowsAtATime };
        while (metric.LastRowId > 0)
        {
            var rows = await reader.ReadAsync(query, cancellationToken);
            if (rows.Count > 0)
            {
                yield return rows;
                query = query with { FromTime = rows[^1].Time + 1 };
            }
            if (rows.Count < RowsAtATime)
            {
                break;
            }
        }
    }

    private static RowQuery RowsOf(Metric metric) => new(metric.Number) { ToRowId = metric.LastRowId, IncludeUnscored = true };
}
