using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.MetricService</c>.</summary>
internal sealed class MetricsClient(MetricService.MetricServiceClient stub, Calls calls) : IMetricsClient
{
    public async Task<IReadOnlyList<Datasource>> ListDatasourcesAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var response = await calls
            .CallAsync(stub.ListDatasourcesAsync, new ListDatasourcesRequest(), options, cancellationToken)
            .ConfigureAwait(false);
        return [.. response.Datasources.Select(datasource => (Datasource)datasource)];
    }

    public async Task<Metric> CreateAsync(string metricName, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metricName);
        var request = new CreateMetricRequest { MetricName = metricName };
        var response = await calls.CallAsync(stub.CreateMetricAsync, request, options, cancellationToken).ConfigureAwait(false);
        return MetricMapping.ToMetric(response.Metric);
    }

    public async Task<Metric> GetAsync(MetricTarget target, RequestOptions? options, CancellationToken cancellationToken)
    {
        var request = target.IsResourceName
            ? new GetMetricRequest { Name = target.Value }
            : new GetMetricRequest { MetricName = target.Value };
        var response = await calls.CallAsync(stub.GetMetricAsync, request, options, cancellationToken).ConfigureAwait(false);
        return MetricMapping.ToMetric(response.Metric);
    }

    public IAsyncEnumerable<Metric> ListAsync(ListMetricsOptions? options, CancellationToken cancellationToken)
    {
        options ??= new ListMetricsOptions();
        return Calls.PagesAsync<Metric>(
            async (pageToken, token) =>
            {
                var request = new ListMetricsRequest
                {
                    PageSize = options.PageSize,
                    PageToken = pageToken,
                    Datasource = (V1.Datasource)options.Datasource,
                    Server = options.Server,
                };
                var page = await calls.CallAsync(stub.ListMetricsAsync, request, options, token).ConfigureAwait(false);
                return (page.Metrics.Select(MetricMapping.ToMetric), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public Task DeleteAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return calls.CallAsync(stub.DeleteMetricAsync, new DeleteMetricRequest { Name = name }, options, cancellationToken);
    }

    public async Task<MetricStatistics> GetStatisticsAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetMetricStatisticsRequest { Name = name };
        var response = await calls.CallAsync(stub.GetMetricStatisticsAsync, request, options, cancellationToken).ConfigureAwait(false);
        return new MetricStatistics(response.Min, response.Max, response.RowCount, response.ScoredRowCount);
    }
}
