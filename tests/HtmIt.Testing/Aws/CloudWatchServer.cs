using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace HtmIt.Testing.Aws;

/// <summary>GetMetricData and ListMetrics over HTTP as CloudWatch does them, on the clock of the test: what can be read depends on when it was published, large answers
/// come in pages, a query may fail alone, and the Date header says AWS's time. What else goes wrong, such as throttling, is up to
/// <see cref="Before"/>. Other actions get an empty answer.</summary>
public sealed class CloudWatchServer : IAsyncDisposable
{
    private readonly FaultyAws _http;
    private readonly TimeProvider _clock;
    private readonly int _periodSeconds;
    private readonly ConcurrentDictionary<string, PublishedSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<MetricDataRequest> _calls = [];

    private CloudWatchServer(FaultyAws http, TimeProvider clock, int periodSeconds)
    {
        (_http, _clock, _periodSeconds) = (http, clock, periodSeconds);
        http.Otherwise = Answer;
    }

    public Uri Url => _http.Url;

    /// <summary>Every GetMetricData that was answered, each page a call of its own.</summary>
    public IReadOnlyList<MetricDataRequest> Calls => [.. _calls];

    /// <summary>Datapoints of a page. AWS has 100,800.</summary>
    public int PageSize { get; set; } = 100_800;

    /// <summary>What ListMetrics lists.</summary>
    public FakeMetricList Metrics { get; } = new();

    /// <summary>How far AWS's clock is ahead of the test's.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>Answers in place of this; null for what is to be answered as usual.</summary>
    public Func<AwsRequest, AwsReply?> Before { get; set; } = _ => null;

    /// <summary>What becomes of the query for a resource, such as <c>Forbidden</c>, <c>InternalError</c> or <c>PartialData</c>; null when all is
    /// well.</summary>
    public Func<string, string?> StatusOf { get; set; } = _ => null;

    public static async Task<CloudWatchServer> StartAsync(TimeProvider clock, int periodSeconds = 300) =>
        new(await FaultyAws.StartAsync(), clock, periodSeconds);

    /// <summary>The series of a resource, whatever the metric.</summary>
    public PublishedSeries Series(string resource) => _series.GetOrAdd(resource, _ => new(_periodSeconds));

    /// <summary>The series of a resource that others may be called like.</summary>
    /// <param name="dimension">What identifies resources of its kind.</param>
    public PublishedSeries SeriesOf(string dimension, string resource) => Series($"{dimension}={resource}");

    /// <summary>The series of a resource for those who ask for just this statistic and period.</summary>
    public PublishedSeries Series(string resource, string statistic, int periodSeconds) =>
        _series.GetOrAdd($"{resource} {statistic} {periodSeconds}", _ => new(periodSeconds));

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private AwsReply Answer(AwsRequest request)
    {
        var reply =
            Before(request)
            ?? (
                request.IsAction("GetMetricData") ? MetricData(request)
                : request.IsAction("ListMetrics") ? Metrics.Answer(QueryHelpers.ParseQuery(request.Body))
                : AwsReply.Ok("<Response/>")
            );
        return reply with { Date = _clock.GetUtcNow() + ClockAhead };
    }

    private AwsReply MetricData(AwsRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Body);
        var asked = MetricDataRequest.Of(form);
        _calls.Enqueue(asked);
        // The token says how many datapoints the pages before had.
        var from = form.TryGetValue("NextToken", out var token)
            ? int.Parse(token.ToString().Split('-')[1], CultureInfo.InvariantCulture)
            : 0;
        var (results, place, now) = (new StringBuilder(), 0, (_clock.GetUtcNow() + ClockAhead).ToUnixTimeSeconds());
        foreach (var ((id, resource), (statistic, period, _), (_, _, dimension)) in asked.Resources.Zip(asked.Asked, asked.Metrics))
        {
            var series =
                _series.GetValueOrDefault($"{resource} {statistic} {period}")
                ?? _series.GetValueOrDefault($"{dimension}={resource}")
                ?? Series(resource);
            var samples = StatusOf(resource) is "Forbidden" or "InternalError" ? [] : series.Read(asked.Start, asked.End, now);
            var here = samples.Where((_, i) => place + i >= from && place + i < from + PageSize).ToArray();
            var isCut = place + samples.Count > from + PageSize && place < from + PageSize;
            place += samples.Count;
            if (here.Length > 0 || (from == 0 && samples.Count == 0))
            {
                var status = StatusOf(resource) ?? (isCut ? "PartialData" : "Complete");
                results.Append(
                    CultureInfo.InvariantCulture,
                    $"<member><Id>{id}</Id><Label>{resource}</Label><StatusCode>{status}</StatusCode><Timestamps>"
                );
                Array.ForEach(here, one => results.Append(CultureInfo.InvariantCulture, $"<member>{Time(one.Time)}</member>"));
                results.Append("</Timestamps><Values>");
                Array.ForEach(here, one => results.Append(CultureInfo.InvariantCulture, $"<member>{one.Value:R}</member>"));
                results.Append("</Values></member>");
            }
        }
        var next =
            place > from + PageSize ? string.Create(CultureInfo.InvariantCulture, $"<NextToken>page-{from + PageSize}</NextToken>") : "";
        return AwsReply.Ok(
            $"<GetMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><GetMetricDataResult>{next}"
                + $"<MetricDataResults>{results}</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>"
        );
    }

    private static string Time(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
