using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.MetricDataService</c>.</summary>
internal sealed class MetricDataClient(MetricDataService.MetricDataServiceClient stub, Calls calls, HtmItClientOptions clientOptions)
    : IMetricDataClient
{
    public IIngestSession OpenIngest(IngestOptions? options)
    {
        options ??= new IngestOptions();
        options.Validate();
        return new IngestSession(stub, options, options.Backoff ?? clientOptions.Backoff, clientOptions.TimeProvider);
    }

    public IAsyncEnumerable<MetricDataRow> ListAsync(string metric, ListMetricDataOptions? options, CancellationToken cancellationToken) =>
        ListPagesAsync(metric, options, cancellationToken).SelectMany(page => page.Rows);

    public IAsyncEnumerable<MetricDataPage> ListPagesAsync(
        string metric,
        ListMetricDataOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(metric);
        options ??= new ListMetricDataOptions();
        return Calls.PagesAsync<MetricDataPage>(
            async (pageToken, token) =>
            {
                var request = DataMapping.ToListRequest(metric, options, pageToken);
                var page = await calls.CallAsync(stub.ListMetricDataAsync, request, options, token).ConfigureAwait(false);
                return ([DataMapping.ToPage(page)], page.NextPageToken);
            },
            cancellationToken
        );
    }

    public IAsyncEnumerable<WatchEvent> WatchAsync(WatchOptions? options, CancellationToken cancellationToken)
    {
        options ??= new WatchOptions();
        options.Validate();
        return new Watch(stub, options, options.Backoff ?? clientOptions.Backoff, clientOptions.TimeProvider).RunAsync(cancellationToken);
    }

    public async Task<ProcessingStatistics> GetProcessingStatisticsAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var response = await calls
            .CallAsync(stub.GetProcessingStatisticsAsync, new GetProcessingStatisticsRequest(), options, cancellationToken)
            .ConfigureAwait(false);
        return new ProcessingStatistics(response.UnprocessedRowCount, response.ProcessingTimeRemaining?.ToTimeSpan() ?? TimeSpan.Zero);
    }
}
