using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.ResourceService</c>.</summary>
internal sealed class ResourcesClient(ResourceService.ResourceServiceClient stub, Calls calls) : IResourcesClient
{
    public IResourceHandle this[string name] => new ResourceHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public IAsyncEnumerable<Resource> ListAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListResourcesAsync,
            pageToken => new ListResourcesRequest { PageToken = pageToken },
            page => (page.Resources.Select(ResourceMapping.ToResource), page.NextPageToken),
            cancellationToken
        );

    public async Task<MonitorResourceResult> MonitorAsync(AwsResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var request = ResourceMapping.ToRequest(resource);
        var response = await calls.CallAsync(stub.MonitorResourceAsync, request, cancellationToken).ConfigureAwait(false);
        return ResourceMapping.ToResult(response);
    }

    public async Task<IReadOnlyList<ItemResult<MonitorResourceResult>>> MonitorManyAsync(
        IReadOnlyList<AwsResource> resources,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(resources);
        var request = new BatchMonitorResourcesRequest { Requests = { resources.Select(ResourceMapping.ToRequest) } };
        var response = await calls.CallAsync(stub.BatchMonitorResourcesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => ResourceMapping.ToResult(one.Response)))];
    }

    public async Task<IReadOnlyList<ItemResult<int>>> DeleteManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchDeleteResourcesRequest { Names = { names } };
        var response = await calls.CallAsync(stub.BatchDeleteResourcesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => one.Response.DeletedModelCount))];
    }

    public async Task<SuggestedResources> SuggestAsync(SuggestResourcesOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new SuggestResourcesRequest { Region = options.Region, Account = options.Account };
        var response = await calls.CallAsync(stub.SuggestResourcesAsync, request, cancellationToken).ConfigureAwait(false);
        return new SuggestedResources([.. response.Suggested.Select(ToSuggestion)], [.. response.Alternates.Select(ToSuggestion)])
        {
            Unreachable = [.. response.Unreachable],
        };

        SuggestedResource ToSuggestion(V1.SuggestedResource one) =>
            new(new AwsResource(one.Region, one.Namespace, one.AwsResourceId) { Account = options.Account }, one.TagName)
            {
                ResourceName = one.ResourceName,
            };
    }
}
