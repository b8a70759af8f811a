using System.Runtime.CompilerServices;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Exports a custom metric with its samples of the last two weeks.</summary>
public sealed class ExportCustomModel(ISampleReader reader, DefaultResources resources, TimeProvider time)
{
    /// <summary>Samples of one part at most.</summary>
    public const int LargestPart = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    public async IAsyncEnumerable<ExportedModel> ExecuteAsync(
        Metric metric,
        ModelSpec spec,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Rows that are stored meanwhile stay out, so that an export ends.
        var query = new RowQuery(metric.Number)
        {
            FromTime = (time.GetUtcNow() - Kept).ToUnixTimeSeconds(),
            ToRowId = metric.LastRowId,
            IncludeUnscored = true,
            Limit = LargestPart,
        };
        var details = CustomMetric.Unusual(metric, resources);
        for (var isFirst = true; ; isFirst = false)
        {
            var rows = metric.LastRowId == 0 ? [] : await reader.ReadAsync(query, cancellationToken);
            if (isFirst || rows.Count > 0)
            {
                var data = rows.Select(row => new Sample(row.Time, row.Value)).ToArray();
                yield return new CustomExport(spec, details, data) { IsContinuation = !isFirst };
            }
            if (rows.Count < LargestPart)
            {
                break;
            }
            query = query with { FromTime = rows[^1].Time + 1 };
        }
    }
}
