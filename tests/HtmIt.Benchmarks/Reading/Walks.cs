using System.Diagnostics;
using HtmIt.Core;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Watch;
using HtmIt.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Benchmarks.Reading;

/// <summary>The ways in which the service reads stored rows page by page, each over all of them.</summary>
internal sealed class Walks : IAsyncDisposable
{
    private const int Parts = 10;
    private const int ListPage = 10_000;

    private readonly ServiceProvider _services;

    public Walks(string connectionString) =>
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging()
            .AddHtmItStorage(connectionString)
            .AddHtmItCore()
            .BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Stored rows since a time, as a watch gives them first.</summary>
    public Task<WalkSpeed> HistoryAsync(IReadOnlyList<MetricId> metrics, long rows, CancellationToken cancellationToken) =>
        WatchAsync(new WatchStart.Since(0), metrics, rows, cancellationToken);

    /// <summary>Changes since a position, as a watch gives them that resumes.</summary>
    public async Task<WalkSpeed> ChangesAsync(IReadOnlyList<MetricId> metrics, long rows, CancellationToken cancellationToken)
    {
        var range = await _services.GetRequiredService<ISampleReader>().ReadRangeAsync(cancellationToken);
        var start = new WatchPosition(range.Newest with { Position = 0, Token = 0 });
        return await WatchAsync(new WatchStart.After(start), metrics, rows, cancellationToken);
    }

    /// <summary>Pages of a list.</summary>
    public async Task<WalkSpeed> ListAsync(MetricId metric, long rows, CancellationToken cancellationToken)
    {
        var list = _services.GetRequiredService<ListMetricData>();
        var speed = new WalkSpeed(rows, Parts);
        ListMetricData.Place? place = null;
        do
        {
            var page = await list.ExecuteAsync(new(metric) { IncludeUnscored = true }, place, ListPage, cancellationToken);
            speed.Add(page.Metrics.Sum(one => one.Rows.Count));
            place = page.Next;
        } while (place is not null);
        return speed.Finish();
    }

    /// <summary>A range in buckets. Answers the seconds it took.</summary>
    /// <exception cref="InvalidOperationException">They hold too few rows, or too many.</exception>
    public async Task<double> BucketsAsync(MetricId metric, BucketDivision division, long rows, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var buckets = await _services.GetRequiredService<ListBuckets>().ExecuteAsync(metric, division, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var seen = buckets.Sum(bucket => bucket.RowCount);
        return seen == rows ? seconds : throw new InvalidOperationException($"{seen} rows are in the buckets, and there are {rows}.");
    }

    private async Task<WalkSpeed> WatchAsync(
        WatchStart start,
        IReadOnlyList<MetricId> metrics,
        long rows,
        CancellationToken cancellationToken
    )
    {
        var speed = new WalkSpeed(rows, Parts);
        var watch = _services.GetRequiredService<WatchMetricData>();
        await foreach (var step in watch.ExecuteAsync(new(metrics, start, default), cancellationToken))
        {
            if (step.Event == WatchEvent.CaughtUp)
            {
                break;
            }
            speed.Add(step.Segments.Sum(segment => segment.Rows.Count));
        }
        return speed.Finish();
    }
}
