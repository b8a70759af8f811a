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

    public async Task<Metric> CreateAsync(MetricKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var request = new CreateMetricRequest { Key = key.ToProto() };
        var response = await calls.CallAsync(stubs.Metrics.CreateMetricAsync, request, cancellationToken).ConfigureAwait(false);
        return MetricMapping.ToMetric(response.Metric);
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
