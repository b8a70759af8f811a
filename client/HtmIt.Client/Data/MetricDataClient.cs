using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.MetricDataService</c>.</summary>
internal sealed class MetricDataClient(MetricDataService.MetricDataServiceClient stub, Calls calls, HtmItClientOptions clientOptions)
    : IMetricDataClient
{
    /// <summary>The contract's name for all monitored metrics.</summary>
    private const string AllMetrics = "metrics/-";

    public IIngestSession OpenIngest(IngestOptions? options)
    {
        options ??= new IngestOptions();
        options.Validate();
        return new IngestSession(stub, calls.Contract, options, options.Backoff ?? clientOptions.Backoff, clientOptions.TimeProvider);
    }

    public async Task<IReadOnlyList<SeriesOutcome>> WriteAsync(IReadOnlyList<SampleSeries> series, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        var request = new WriteMetricDataRequest { Series = { series.Select(DataMapping.ToSeries) } };
        var response = await calls.CallAsync(stub.WriteMetricDataAsync, request, cancellationToken).ConfigureAwait(false);
        return OutcomeMapping.ToOutcomes([.. series.Select(one => one.Target)], request.Series, response.Outcomes);
    }

    public IAsyncEnumerable<MetricDataRow> ListAsync(ListMetricDataOptions options, CancellationToken cancellationToken) =>
        ListPagesAsync(options, cancellationToken).SelectMany(page => page.Rows);

    public IAsyncEnumerable<MetricDataPage> ListPagesAsync(ListMetricDataOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DataMapping.ListPagesAsync(stub, calls, AllMetrics, options, cancellationToken);
    }

    public IAsyncEnumerable<WatchEvent> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new Watch(stub, calls.Contract, options, clientOptions).RunAsync(cancellationToken);
    }

    public async Task<ProcessingStatistics> GetProcessingStatisticsAsync(CancellationToken cancellationToken)
    {
        var request = new GetProcessingStatisticsRequest();
        var response = await calls.CallAsync(stub.GetProcessingStatisticsAsync, request, cancellationToken).ConfigureAwait(false);
        return new ProcessingStatistics(response.UnprocessedRowCount);
    }
}
