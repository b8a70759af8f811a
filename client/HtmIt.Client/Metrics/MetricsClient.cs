using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.MetricService</c>.</summary>
internal sealed class MetricsClient(RawStubs stubs, Calls calls) : IMetricsClient
{
    public IMetricHandle this[MetricTarget metric] =>
        new MetricHandle(stubs, calls, metric ?? throw new ArgumentNullException(nameof(metric)));

    public async Task<IReadOnlyList<Datasource>> ListDatasourcesAsync(CancellationToken cancellationToken)
    {
        var request = new ListDatasourcesRequest();
        var response = await calls.CallAsync(stubs.Metrics.ListDatasourcesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Datasources.Select(datasource => (Datasource)datasource)];
    }

    public async Task<CreateMetricResult> CreateAsync(NewMetric metric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var request = new CreateMetricRequest { Metric = MetricMapping.ToProto(metric), Monitor = metric.Monitor };
        var response = await calls.CallAsync(stubs.Metrics.CreateMetricAsync, request, cancellationToken).ConfigureAwait(false);
        return new CreateMetricResult(MetricMapping.ToMetric(response.Metric), response.Created);
    }

    public async Task<IReadOnlyList<ItemResult<string>>> DeleteManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchDeleteMetricsRequest { Names = { names } };
        var response = await calls.CallAsync(stubs.Metrics.BatchDeleteMetricsAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. names.Zip(response.Results, (name, one) => ItemResults.Of(one.Error, () => name))];
    }

    public IAsyncEnumerable<Metric> ListAsync(ListMetricsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            stubs.Metrics.ListMetricsAsync,
            pageToken => new ListMetricsRequest
            {
                PageSize = options.PageSize,
                PageToken = pageToken,
                Selector = options.Selector.ToProto(),
            },
            page => (page.Metrics.Select(MetricMapping.ToMetric), page.NextPageToken),
            cancellationToken
        );
    }

    public async Task<long> CountAsync(MetricSelector selector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var request = new ListMetricsRequest
        {
            PageSize = 1,
            Selector = selector.ToProto(),
            IncludeTotalSize = true,
        };
        var response = await calls.CallAsync(stubs.Metrics.ListMetricsAsync, request, cancellationToken).ConfigureAwait(false);
        return response.TotalSize;
    }
}
