using HtmIt.Core.Listing;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Sums up rows of <c>metric_data</c> in the database, in one walk along the primary key.</summary>
internal sealed class BucketReader(RowQueries queries) : IBucketReader
{
    /// <summary>Sums of values beyond this could leave the range of a double, which the database takes for an error.</summary>
    private const string Large = "1e290";

    /// <summary>Large values are added up in parts of this, a power of two, so that nothing is rounded by it.</summary>
    private const double LargeUnit = 1L << 40;

    /// <summary>$1: metric; $2 and $3: from and before which sample time.</summary>
    private const string OfMetric = $"d.metric_number = $1 and {SampleReader.KeptCondition}";

    private static readonly string Sql = $"""
        with usual as materialized (
            select percentile_disc(0.5) within group (order by n.distance) as distance from (
                select t.sample_time - lag(t.sample_time) over (order by t.sample_time) as distance from (
                    select d.sample_time from metric_data d where {OfMetric} and d.sample_time < $3
                    order by d.sample_time desc limit 1001) t) n
            where n.distance is not null),
        before as materialized (
            select d.sample_time from metric_data d where {OfMetric} and d.sample_time < $2 order by d.sample_time desc limit 1)
        select extract(epoch from r.bucket)::bigint, count(*),
            max(r.value) filter (where r.bucket is distinct from r.bucket_before),
            max(r.value) filter (where r.bucket is distinct from r.bucket_after),
            min(r.value), max(r.value),
            coalesce(sum(r.value) filter (where abs(r.value) < {Large}), 0),
            coalesce(sum(r.value / {LargeUnit:F0}) filter (where abs(r.value) >= {Large}), 0),
            max(r.surprise), max(r.anomaly_likelihood), count(*) - count(r.anomaly_likelihood),
            coalesce(max(r.distance) > 3 * (select u.distance from usual u), false)
        from (
            select b.*, lag(b.bucket) over w as bucket_before, lead(b.bucket) over w as bucket_after,
                b.sample_time - lag(b.sample_time) over w as distance
            from (
                select d.sample_time, d.value, d.surprise, d.anomaly_likelihood,
                    case when d.sample_time >= $2 then date_bin($4, d.sample_time, $5) end as bucket
                from metric_data d
                where {OfMetric} and d.sample_time >= coalesce((select p.sample_time from before p), $2) and d.sample_time < $3) b
            window w as (order by b.sample_time)) r
        where r.bucket is not null
        group by r.bucket order by r.bucket
        """;

    public Task<IReadOnlyList<Bucket>> ReadAsync(int metricNumber, BucketDivision division, CancellationToken cancellationToken) =>
        queries.RunAsync<IReadOnlyList<Bucket>>(
            AccessPath.Key,
            Sql,
            parameters =>
            {
                parameters.Add(new() { Value = metricNumber });
                parameters.Add(Time(division.Start));
                parameters.Add(Time(division.End));
                parameters.Add(new() { Value = TimeSpan.FromSeconds(division.Width), NpgsqlDbType = NpgsqlDbType.Interval });
                parameters.Add(Time(division.Origin));
            },
            async (reader, cancel) =>
            {
                var buckets = new List<Bucket>();
                while (await reader.ReadAsync(cancel))
                {
                    buckets.Add(Read(reader));
                }
                return buckets;
            },
            cancellationToken
        );

    private static Bucket Read(NpgsqlDataReader reader)
    {
        var (count, min, max) = (reader.GetInt64(1), reader.GetDouble(4), reader.GetDouble(5));
        // Clamped, as roundings may leave the range of the values.
        var mean = Math.Clamp(reader.GetDouble(6) / count + reader.GetDouble(7) / count * LargeUnit, min, max);
        return new(
            reader.GetInt64(0),
            count,
            reader.GetDouble(2),
            reader.GetDouble(3),
            min,
            max,
            mean,
            reader.IsDBNull(8) ? null : reader.GetDouble(8),
            reader.IsDBNull(9) ? null : reader.GetDouble(9),
            reader.GetInt64(10),
            reader.GetBoolean(11)
        );
    }

    private static NpgsqlParameter Time(long seconds) =>
        new() { Value = DateTime.UnixEpoch.AddSeconds(seconds), NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
