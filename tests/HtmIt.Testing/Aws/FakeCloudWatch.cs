using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;

namespace HtmIt.Testing.Aws;

/// <summary>CloudWatch with series by resource id, and faults at will.</summary>
public sealed class FakeCloudWatch : ICloudWatch
{
    public ConcurrentDictionary<string, SortedDictionary<long, double>> Series { get; } = new();

    /// <summary>Thrown by every call while set.</summary>
    public Func<IReadOnlyList<MetricQuery>, AwsException?> Fault { get; set; } = _ => null;

    public ConcurrentQueue<(int Queries, DateTimeOffset Start, DateTimeOffset End)> Calls { get; } = new();

    public void Put(string resource, long time, double value)
    {
        var series = Series.GetOrAdd(resource, _ => []);
        lock (series)
        {
            series[time] = value;
        }
    }

    public Task<MetricData> GetMetricDataAsync(
        AwsScope scope,
        IReadOnlyList<MetricQuery> queries,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    )
    {
        Calls.Enqueue((queries.Count, start, end));
        if (Fault(queries) is { } fault)
        {
            throw fault;
        }
        return Task.FromResult(new MetricData([.. queries.Select(query => Read(query, start, end))]));
    }

    public Task<QueryResult> GetMetricStatisticsAsync(
        AwsScope scope,
        MetricQuery query,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    ) => Task.FromResult(Read(query, start, end));

    private QueryResult Read(MetricQuery query, DateTimeOffset start, DateTimeOffset end)
    {
        if (!Series.TryGetValue(query.Dimensions.Values.First(), out var series))
        {
            return new([]);
        }
        lock (series)
        {
            var (from, to) = (start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds());
            return new([.. series.Where(one => one.Key >= from && one.Key < to).Select(one => new Sample(one.Key, one.Value))]);
        }
    }
}
