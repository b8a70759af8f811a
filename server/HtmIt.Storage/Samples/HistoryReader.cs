using System.Numerics;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Walks over stored rows, metric by metric and in order of time, a page at a time.</summary>
/// <remarks>A row comparison over the whole key leaves the way to the planner, and it errs. Here each metric's rows are a range of the primary
/// key, read from its begin as far as wanted; some metrics with few rows share a query. Which rows are wanted is decided here and not there:
/// a condition on anything but the key would have the database look for its matches through all that is left.</remarks>
internal sealed class HistoryReader(RowQueries queries)
{
    /// <summary>A page ends with the query that brings it to so many rows seen, which may be twice as many more.</summary>
    private const int PageRows = 5_000;

    /// <summary>Or to so many metrics.</summary>
    private const int PageMetrics = 1_024;

    private const int MaxMetricsAtOnce = 256;
    private const int MaxGrowth = 4;

    /// <summary>The end of the year 9999, after all rows of a metric.</summary>
    private const long EndOfTime = 253_402_300_799;

    private readonly record struct Row(MetricRef Metric, DataRow Data, long Position);

    /// <summary>Rows of the next metrics, those without any too.</summary>
    /// <param name="Rows">By metric number and time.</param>
    /// <param name="Metrics">How many metrics were looked at.</param>
    /// <param name="LastMetric">The last of them.</param>
    private sealed record Part(List<Row> Rows, int Metrics, int LastMetric);

    public async Task<HistoryPage> ReadAsync(
        HistoryPlace after,
        long fromTime,
        long upToPosition,
        IReadOnlyCollection<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    )
    {
        var wanted = metrics?.Distinct().Order().ToArray();
        var segments = new SegmentBuilder();
        var (place, atOnce, rows, looked) = (after, 1, 0, 0);
        while (rows < PageRows && looked < PageMetrics)
        {
            var each = atOnce == 1 ? PageRows : 2 * PageRows / atOnce;
            var part = await ReadPartAsync(place, fromTime, wanted, atOnce, each, cancellationToken);
            var (taken, cutAt, largest) = Take(part, each);
            foreach (var row in part.Rows.Take(taken))
            {
                if (row.Position <= upToPosition && filter.Accepts(row.Data))
                {
                    segments.Add(0, row.Metric, row.Data);
                }
            }
            rows += taken;
            looked += part.Metrics;
            if (cutAt is null && part.Metrics < atOnce)
            {
                return new(segments.Build(), part.Metrics > 0 ? new(part.LastMetric, EndOfTime) : place, true);
            }
            place = cutAt ?? new(part.LastMetric, EndOfTime);
            atOnce = cutAt is null ? Next(atOnce, largest) : 1;
        }
        return new(segments.Build(), place, false);
    }

    /// <summary>How many of the rows follow each other without a hole: up to the first metric that may have more than were read.</summary>
    private static (int Rows, HistoryPlace? CutAt, int Largest) Take(Part part, int each)
    {
        var (inMetric, largest) = (0, 0);
        for (var i = 0; i < part.Rows.Count; i++)
        {
            inMetric = i > 0 && part.Rows[i].Metric == part.Rows[i - 1].Metric ? inMetric + 1 : 1;
            largest = Math.Max(largest, inMetric);
            if (inMetric == each)
            {
                return (i + 1, new(part.Rows[i].Metric.Number, part.Rows[i].Data.Time), largest);
            }
        }
        return (part.Rows.Count, null, largest);
    }

    /// <summary>As many metrics as will fill half of what is read for them, if they are like the last ones. A power of two: each is a
    /// statement of its own.</summary>
    private static int Next(int atOnce, int largest)
    {
        var fitting = Math.Min(MaxMetricsAtOnce, PageRows / Math.Max(1, largest));
        return (int)Math.Min((uint)atOnce * MaxGrowth, BitOperations.RoundUpToPowerOf2((uint)fitting + 1) / 2);
    }

    private Task<Part> ReadPartAsync(
        HistoryPlace after,
        long fromTime,
        int[]? wanted,
        int atOnce,
        int each,
        CancellationToken cancellationToken
    )
    {
        var (first, afterTime) = after.Time == EndOfTime ? (after.MetricNumber + 1, 0) : (after.MetricNumber, after.Time);
        var numbers = wanted?.SkipWhile(number => number < first).Take(atOnce).ToArray();
        return queries.RunAsync(
            AccessPath.Key,
            ToSql(atOnce, each),
            parameters =>
            {
                parameters.Add(new() { Value = first });
                parameters.Add(
                    new() { Value = DateTime.UnixEpoch.AddSeconds(Math.Max(0, afterTime)), NpgsqlDbType = NpgsqlDbType.TimestampTz }
                );
                parameters.Add(
                    new() { Value = DateTime.UnixEpoch.AddSeconds(Math.Max(0, fromTime)), NpgsqlDbType = NpgsqlDbType.TimestampTz }
                );
                parameters.Add(new() { Value = numbers ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
            },
            (reader, cancel) => ReadPartAsync(reader, numbers, cancel),
            cancellationToken
        );
    }

    private static async Task<Part> ReadPartAsync(NpgsqlDataReader reader, int[]? numbers, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        var (metrics, last) = (0, 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            var metric = new MetricRef(reader.GetInt32(0), new(reader.GetGuid(1)));
            metrics += metrics == 0 || metric.Number != last ? 1 : 0;
            last = metric.Number;
            if (!reader.IsDBNull(2))
            {
                rows.Add(new(metric, RowColumns.Read(reader, 2), reader.GetInt64(2 + RowColumns.Count)));
            }
        }
        // Of metrics asked for by number some may be gone; they were looked at all the same.
        return numbers is null ? new(rows, metrics, last) : new(rows, numbers.Length, numbers.LastOrDefault());
    }

    /// <summary>The limits are written out: of one that it does not know the planner expects a tenth of the table.</summary>
    internal static string ToSql(int metrics, int rows) =>
        $"""
            select m.number, m.id, {RowColumns.Names}, d.commit_position from (
                select number, id from metric where number >= $1 and ($4::int[] is null or number = any($4))
                order by number limit {metrics}) m
            left join lateral (
                select {RowColumns.Names}, d.commit_position from metric_data d where d.metric_number = m.number
                and d.sample_time > case when m.number = $1 then $2 else '-infinity'::timestamptz end
                and d.sample_time >= greatest($3, {RowColumns.KeptSince})
                order by d.sample_time limit {rows}) d on true
            order by m.number, d.sample_time
            """;
}
