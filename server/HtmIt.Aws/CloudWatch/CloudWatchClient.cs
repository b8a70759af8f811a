using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;

namespace HtmIt.Aws.CloudWatch;

/// <summary>CloudWatch over the Query protocol. What this folder does, the SDK's own package for CloudWatch would do; nothing outside
/// it knows how.</summary>
internal sealed class CloudWatchClient(QueryCalls calls) : ICloudWatch
{
    public static readonly QueryService Service = new("CloudWatch", "monitoring", "2010-08-01");

    public async Task<MetricData> GetMetricDataAsync(
        AwsScope scope,
        IReadOnlyList<MetricQuery> queries,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(queries.Count, ICloudWatch.MostQueries);
        var (answer, tries) = (new MetricDataAnswer(queries.Count), new CallTries());
        var pages = calls.Pages(scope, AwsAction.GetMetricData);
        for (string? page = null; queries.Count > 0; )
        {
            var form = MetricDataForm.Write(queries, start, end, page);
            page = pages.Next(await calls.SendAsync(Service, scope, form, answer.ReadPage, cancellationToken, tries));
            if (page is null)
            {
                break;
            }
        }
        return new(answer.Results(), tries.Throttled);
    }

    public async Task<QueryResult> GetMetricStatisticsAsync(
        AwsScope scope,
        MetricQuery query,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    )
    {
        var form = MetricDataForm.WriteStatistics(query, start, end);
        var result = await calls.SendAsync(Service, scope, form, cancellationToken);
        var samples = result.List("Datapoints").Select(point => Datapoint.Of(point.Text("Timestamp"), point.Text(query.Statistic)));
        return new([.. samples.OfType<Sample>().OrderBy(sample => sample.Time)]);
    }
}
