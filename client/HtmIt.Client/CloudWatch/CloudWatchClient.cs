using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.CloudWatchService</c>.</summary>
internal sealed class CloudWatchClient(CloudWatchService.CloudWatchServiceClient stub, Calls calls) : ICloudWatchClient
{
    public async Task<IReadOnlyList<CloudWatchRegion>> ListRegionsAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var response = await RegionsAsync(options, cancellationToken).ConfigureAwait(false);
        return [.. response.Regions.Select(CloudWatchMapping.ToRegion)];
    }

    public async Task<IReadOnlyList<string>> ListAccountsAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var response = await RegionsAsync(options, cancellationToken).ConfigureAwait(false);
        return [.. response.Accounts];
    }

    public async Task<CloudWatchCatalogue> GetCatalogueAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var request = new GetCatalogueRequest();
        var response = await calls.CallAsync(stub.GetCatalogueAsync, request, options, cancellationToken).ConfigureAwait(false);
        return new(
            [.. response.Regions.Select(CloudWatchMapping.ToRegion)],
            [.. response.Namespaces.Select(CloudWatchMapping.ToNamespace)]
        );
    }

    public async Task<IReadOnlyList<CloudWatchNamespace>> ListNamespacesAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var request = new ListNamespacesRequest();
        var response = await calls.CallAsync(stub.ListNamespacesAsync, request, options, cancellationToken).ConfigureAwait(false);
        return [.. response.Namespaces.Select(CloudWatchMapping.ToNamespace)];
    }

    public async Task<CloudWatchNamespace> GetNamespaceAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetNamespaceRequest { Namespace = name };
        var response = await calls.CallAsync(stub.GetNamespaceAsync, request, options, cancellationToken).ConfigureAwait(false);
        return CloudWatchMapping.ToNamespace(response.Namespace);
    }

    public IAsyncEnumerable<CloudWatchResource> ListResourcesAsync(
        string region,
        CloudWatchOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(region);
        options ??= new CloudWatchOptions();
        return Calls.PagesAsync<CloudWatchResource>(
            async (pageToken, token) =>
            {
                var request = new ListResourcesRequest
                {
                    Region = region,
                    TagFilters = { CloudWatchMapping.ToFilters(options.Tags) },
                    Account = options.Account,
                    PageSize = options.PageSize,
                    PageToken = pageToken,
                };
                if (options.Namespace.Length > 0)
                {
                    request.Namespace = options.Namespace;
                }

                var page = await calls.CallAsync(stub.ListResourcesAsync, request, options, token).ConfigureAwait(false);
                return (page.Resources.Select(CloudWatchMapping.ToResource), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public IAsyncEnumerable<CloudWatchAvailableMetric> ListAvailableMetricsAsync(
        string region,
        ListAvailableMetricsOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(region);
        options ??= new ListAvailableMetricsOptions();
        return Calls.PagesAsync<CloudWatchAvailableMetric>(
            async (pageToken, token) =>
            {
                var request = new ListAvailableMetricsRequest
                {
                    Region = region,
                    Namespace = options.Namespace,
                    Resource = options.Resource,
                    MetricName = options.MetricName,
                    TagFilters = { CloudWatchMapping.ToFilters(options.Tags) },
                    Account = options.Account,
                    PageSize = options.PageSize,
                    PageToken = pageToken,
                };
                var page = await calls.CallAsync(stub.ListAvailableMetricsAsync, request, options, token).ConfigureAwait(false);
                return (page.Metrics.Select(CloudWatchMapping.ToAvailable), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public async Task<CollectionStatistics> GetCollectionStatisticsAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var request = new GetCollectionStatisticsRequest();
        var response = await calls.CallAsync(stub.GetCollectionStatisticsAsync, request, options, cancellationToken).ConfigureAwait(false);
        return new([.. response.Shards.Select(CloudWatchMapping.ToShard)], response.EstimatedMonthlyDollars);
    }

    private Task<ListRegionsResponse> RegionsAsync(RequestOptions? options, CancellationToken cancellationToken) =>
        calls.CallAsync(stub.ListRegionsAsync, new ListRegionsRequest(), options, cancellationToken);
}
