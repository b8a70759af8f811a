using HtmIt.Core.Listing;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Sums up rows of <c>metric_data</c>: the database each stretch of time by a walk along the primary key, and what the stretches
/// come to is put together here.</summary>
/// <remarks>Each row costs what is done with it. A window for the distances between rows would cost more than all else, so the database
/// gives the times, which are compared here. The values of the first and last row are looked up by their times.</remarks>
internal sealed class BucketReader(RowQueries queries) : IBucketReader
{
    /// <summary>Sums of values beyond this could leave the range of a double, which the database takes for an error.</summary>
    private const string Large = "1e290";

    /// <summary>A walk is the work of one process of the database. Of the others it has, one more helps, and the rest is for samples.</summary>
    private const int Walks = 2;

    /// <summary>A range may hold years of rows.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>$1: metric.</summary>
    private const string OfMetric = $"d.metric_number = $1 and {SampleReader.KeptCondition}";

    /// <summary>$2 and $3: from and before which time. Answers the last times before the end, newest first; the first one of the range,
    /// and the one before it.</summary>
    internal static readonly string ExtentSql = $"""
        select
            array(select d.sample_time from metric_data d where {OfMetric} and d.sample_time < $3
                order by d.sample_time desc limit {BucketExtent.RowsLookedAt}),
            (select d.sample_time from metric_data d where {OfMetric} and d.sample_time >= $2 and d.sample_time < $3
                order by d.sample_time limit 1),
            (select d.sample_time from metric_data d where {OfMetric} and d.sample_time < $2 order by d.sample_time desc limit 1)
        """;

    /// <summary>$2 and $3: from and before which time each stretch is; $4 and $5: and all of them, so that other months are not opened.</summary>
    internal static readonly string SumsSql = $"""
        select s.times, s.row_count,
            (select d.value from metric_data d where d.metric_number = $1 and d.sample_time = s.times[1]),
            (select d.value from metric_data d where d.metric_number = $1 and d.sample_time = s.times[s.row_count::int]),
            s.min_value, s.max_value, s.small_sum, s.large_sum, s.max_surprise, s.max_likelihood, s.unscored_count
        from unnest($2::timestamptz[], $3::timestamptz[]) as stretch(start_time, end_time)
        cross join lateral (
            select array_agg(r.sample_time) as times, count(*) as row_count, min(r.value) as min_value, max(r.value) as max_value,
                coalesce(sum(r.value) filter (where abs(r.value) < {Large}), 0) as small_sum,
                coalesce(sum(r.value / {BucketSum.LargeUnit:F0}) filter (where abs(r.value) >= {Large}), 0) as large_sum,
                max(r.surprise) as max_surprise, max(r.anomaly_likelihood) as max_likelihood,
                count(*) - count(r.anomaly_likelihood) as unscored_count
            from (
                select d.sample_time, d.value, d.surprise, d.anomaly_likelihood
                from metric_data d
                where {OfMetric} and d.sample_time >= stretch.start_time and d.sample_time < stretch.end_time
                    and d.sample_time >= $4 and d.sample_time < $5
                order by d.sample_time) r) s
        where s.row_count > 0
        """;

    public async Task<IReadOnlyList<Bucket>> ReadAsync(int metricNumber, BucketDivision division, CancellationToken cancellationToken)
    {
        if (await ReadExtentAsync(metricNumber, division, cancellationToken) is not { } extent)
        {
            return [];
        }
        var stretches = extent.Stretches(division);
        var walks = await Task.WhenAll(
            stretches.Chunk((stretches.Count + Walks - 1) / Walks).Select(ofWalk => ReadSumsAsync(metricNumber, ofWalk, cancellationToken))
        );
        return BucketSum.ToBuckets(walks.SelectMany(sums => sums).OrderBy(sum => sum.FirstTime), division, extent);
    }

    /// <summary>Null when the range has no rows.</summary>
    private Task<BucketExtent?> ReadExtentAsync(int metricNumber, BucketDivision division, CancellationToken cancellationToken) =>
        queries.RunAsync(
            AccessPath.Key,
            ExtentSql,
            parameters =>
            {
                parameters.Add(new() { Value = metricNumber });
                parameters.Add(Time(division.Start));
                parameters.Add(Time(division.End));
            },
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                return reader.IsDBNull(1)
                    ? null
                    : BucketExtent.Of(
                        [.. reader.GetFieldValue<DateTime[]>(0).Select(RowColumns.Seconds)],
                        RowColumns.Seconds(reader.GetDateTime(1)),
                        reader.IsDBNull(2) ? null : RowColumns.Seconds(reader.GetDateTime(2))
                    );
            },
            cancellationToken
        );

    private Task<List<BucketSum>> ReadSumsAsync(
        int metricNumber,
        (long Start, long End)[] stretches,
        CancellationToken cancellationToken
    ) =>
        queries.RunAsync(
            AccessPath.KeySums,
            SumsSql,
            parameters =>
            {
                parameters.Add(new() { Value = metricNumber });
                parameters.Add(Times(stretches.Select(stretch => stretch.Start)));
                parameters.Add(Times(stretches.Select(stretch => stretch.End)));
                parameters.Add(Time(stretches[0].Start));
                parameters.Add(Time(stretches[^1].End));
            },
            async (reader, cancel) =>
            {
                var sums = new List<BucketSum>();
                while (await reader.ReadAsync(cancel))
                {
                    sums.Add(Read(reader));
                }
                return sums;
            },
            cancellationToken,
            Patience
        );

    private static BucketSum Read(NpgsqlDataReader reader)
    {
        var times = reader.GetFieldValue<DateTime[]>(0);
        return new()
        {
            FirstTime = RowColumns.Seconds(times[0]),
            LastTime = RowColumns.Seconds(times[^1]),
            LongestDistance = LongestDistance(times),
            RowCount = reader.GetInt64(1),
            First = reader.GetDouble(2),
            Last = reader.GetDouble(3),
            Min = reader.GetDouble(4),
            Max = reader.GetDouble(5),
            SmallSum = reader.GetDouble(6),
            LargeSum = reader.GetDouble(7),
            MaxSurprise = reader.IsDBNull(8) ? null : reader.GetDouble(8),
            MaxAnomalyLikelihood = reader.IsDBNull(9) ? null : reader.GetDouble(9),
            UnscoredRowCount = reader.GetInt64(10),
        };
    }

    private static long LongestDistance(DateTime[] times)
    {
        var longest = TimeSpan.Zero;
        for (var i = 1; i < times.Length; i++)
        {
            var distance = times[i] - times[i - 1];
            longest = distance > longest ? distance : longest;
        }
        return longest.Ticks / TimeSpan.TicksPerSecond;
    }

    private static NpgsqlParameter Time(long seconds) =>
        new() { Value = DateTime.UnixEpoch.AddSeconds(seconds), NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Times(IEnumerable<long> seconds) =>
        new()
        {
            Value = seconds.Select(second => DateTime.UnixEpoch.AddSeconds(second)).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        };
}
