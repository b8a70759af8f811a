using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.CloudWatchService</c>.</summary>
internal sealed class CloudWatchClient(CloudWatchService.CloudWatchServiceClient stub, Calls calls) : ICloudWatchClient
{
    public async Task<IReadOnlyList<CloudWatchRegion>> ListRegionsAsync(CancellationToken cancellationToken)
    {
        var request = new ListRegionsRequest();
        var response = await calls.CallAsync(stub.ListRegionsAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Regions.Select(CloudWatchMapping.ToRegion)];
    }

    public async Task<IReadOnlyList<CloudWatchAccount>> ListAccountsAsync(CancellationToken cancellationToken)
    {
        var request = new ListAccountsRequest();
        var response = await calls.CallAsync(stub.ListAccountsAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Accounts.Select(one => new CloudWatchAccount(one.Account))];
    }

    public async Task<IReadOnlyList<CloudWatchNamespace>> ListNamespacesAsync(CancellationToken cancellationToken)
    {
        var request = new ListNamespacesRequest();
        var response = await calls.CallAsync(stub.ListNamespacesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Namespaces.Select(CloudWatchMapping.ToNamespace)];
    }

    public async Task<CloudWatchNamespace> GetNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetNamespaceRequest { Namespace = name };
        var response = await calls.CallAsync(stub.GetNamespaceAsync, request, cancellationToken).ConfigureAwait(false);
        return CloudWatchMapping.ToNamespace(response.Namespace);
    }

    public IAsyncEnumerable<CloudWatchResource> ListAwsResourcesAsync(
        string region,
        CloudWatchOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(options);
        var skipped = new SkippedServices(options.OnSkipped);
        return calls.ListAsync(
            stub.ListAwsResourcesAsync,
            pageToken => CloudWatchMapping.ToRequest(region, options, pageToken),
            page => (skipped.Tell(page.Skipped, page.Resources).Select(CloudWatchMapping.ToResource), page.NextPageToken),
            cancellationToken
        );
    }

    public IAsyncEnumerable<CloudWatchAvailableMetric> ListAvailableMetricsAsync(
        string region,
        ListAvailableMetricsOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(options);
        var skipped = new SkippedServices(options.OnSkipped);
        return calls.ListAsync(
            stub.ListAvailableMetricsAsync,
            pageToken => new ListAvailableMetricsRequest
            {
                Region = region,
                Namespace = options.Namespace,
                AwsResourceId = options.AwsResourceId,
                MetricName = options.MetricName,
                Dimensions = { new Dictionary<string, string>(options.Dimensions) },
                TagFilters = { CloudWatchMapping.ToFilters(options.Tags) },
                Account = options.Account,
                PageSize = options.PageSize,
                PageToken = pageToken,
            },
            page => (skipped.Tell(page.Skipped, page.Metrics).Select(CloudWatchMapping.ToAvailable), page.NextPageToken),
            cancellationToken
        );
    }

    public async Task<CollectionCostEstimate> EstimateCollectionCostAsync(
        IReadOnlyCollection<CloudWatchMetric> metrics,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var request = new EstimateCollectionCostRequest { Specs = { metrics.Select(CloudWatchMapping.ToSpec) } };
        var response = await calls.CallAsync(stub.EstimateCollectionCostAsync, request, cancellationToken).ConfigureAwait(false);
        return new(
            response.NewMetricCount,
            response.MonthlyRequestedMetricCount,
            response.MonthlyDollars,
            response.MaxMonthlyDollars > 0 ? response.MaxMonthlyDollars : null
        );
    }

    public async Task<CollectionStatistics> GetCollectionStatisticsAsync(CancellationToken cancellationToken)
    {
        var request = new GetCollectionStatisticsRequest();
        var response = await calls.CallAsync(stub.GetCollectionStatisticsAsync, request, cancellationToken).ConfigureAwait(false);
        return new([.. response.Shards.Select(CloudWatchMapping.ToShard)], response.EstimatedMonthlyDollars);
    }
}
