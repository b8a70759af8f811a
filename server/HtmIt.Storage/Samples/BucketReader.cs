using HtmIt.Core.Listing;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Sums up rows of <c>metric_data</c> in the database, in one walk along the primary key.</summary>
/// <remarks>Each row costs what is done with it: a window over the rows is dear, so there is one, for the distances. The values of the first
/// and last row of each bucket are looked up by their times afterwards.</remarks>
internal sealed class BucketReader(RowQueries queries) : IBucketReader
{
    /// <summary>Sums of values beyond this could leave the range of a double, which the database takes for an error.</summary>
    private const string Large = "1e290";

    /// <summary>Large values are added up in parts of this, a power of two, so that nothing is rounded by it.</summary>
    private const double LargeUnit = 1L << 40;

    /// <summary>A window is the work of one process of the database. Of the others it has, one more helps, and the rest is for samples.</summary>
    private const int Parts = 2;

    /// <summary>A range may hold years of rows.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>$1: metric; $2 and $3: from and before which sample time; $4 and $5: width and origin of the buckets; $6: before
    /// which time the usual distance is looked for.</summary>
    private const string OfMetric = $"d.metric_number = $1 and {SampleReader.KeptCondition}";

    internal static readonly string Sql = $"""
        with usual as materialized (
            select percentile_disc(0.5) within group (order by n.distance) as distance from (
                select t.sample_time - lag(t.sample_time) over (order by t.sample_time) as distance from (
                    select d.sample_time from metric_data d where {OfMetric} and d.sample_time < $6
                    order by d.sample_time desc limit 1001) t) n
            where n.distance is not null),
        before as materialized (
            select d.sample_time from metric_data d where {OfMetric} and d.sample_time < $2 order by d.sample_time desc limit 1),
        sums as materialized (
            select r.bucket, count(*) as row_count, min(r.sample_time) as first_time, max(r.sample_time) as last_time,
                min(r.value) as min_value, max(r.value) as max_value,
                coalesce(sum(r.value) filter (where abs(r.value) < {Large}), 0) as small_sum,
                coalesce(sum(r.value / {LargeUnit:F0}) filter (where abs(r.value) >= {Large}), 0) as large_sum,
                max(r.surprise) as max_surprise, max(r.anomaly_likelihood) as max_likelihood,
                count(*) - count(r.anomaly_likelihood) as unscored_count, max(r.sample_time - r.previous) as max_distance
            from (
                select date_bin($4, d.sample_time, $5) as bucket, d.sample_time, d.value, d.surprise, d.anomaly_likelihood,
                    lag(d.sample_time) over (order by d.sample_time) as previous
                from metric_data d
                where {OfMetric} and d.sample_time >= coalesce((select p.sample_time from before p), $2) and d.sample_time < $3) r
            where r.sample_time >= $2
            group by r.bucket)
        select extract(epoch from s.bucket)::bigint, s.row_count,
            (select d.value from metric_data d where d.metric_number = $1 and d.sample_time = s.first_time),
            (select d.value from metric_data d where d.metric_number = $1 and d.sample_time = s.last_time),
            s.min_value, s.max_value, s.small_sum, s.large_sum, s.max_surprise, s.max_likelihood, s.unscored_count,
            coalesce(s.max_distance > 3 * (select u.distance from usual u), false)
        from sums s
        """;

    public async Task<IReadOnlyList<Bucket>> ReadAsync(int metricNumber, BucketDivision division, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(
            division.Split(Parts).Select(part => ReadAsync(metricNumber, part, division.End, cancellationToken))
        );
        return [.. parts.SelectMany(part => part)];
    }

    private Task<List<Bucket>> ReadAsync(int metricNumber, BucketDivision part, long end, CancellationToken cancellationToken) =>
        queries.RunAsync(
            AccessPath.KeySums,
            Sql,
            parameters =>
            {
                parameters.Add(new() { Value = metricNumber });
                parameters.Add(Time(part.Start));
                parameters.Add(Time(part.End));
                parameters.Add(new() { Value = TimeSpan.FromSeconds(part.Width), NpgsqlDbType = NpgsqlDbType.Interval });
                parameters.Add(Time(part.Origin));
                parameters.Add(Time(end));
            },
            async (reader, cancel) =>
            {
                var buckets = new List<Bucket>();
                while (await reader.ReadAsync(cancel))
                {
                    buckets.Add(Read(reader));
                }
                // Groups that are hashed come in any order.
                buckets.Sort((one, other) => one.Start.CompareTo(other.Start));
                return buckets;
            },
            cancellationToken,
            Patience
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
