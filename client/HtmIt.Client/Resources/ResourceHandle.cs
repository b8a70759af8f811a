using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.ResourceService</c> about one resource.</summary>
internal sealed class ResourceHandle(ResourceService.ResourceServiceClient stub, Calls calls, string name) : IResourceHandle
{
    public string Name => name;

    public async Task<Resource> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetResourceRequest { Name = name };
        var response = await calls.CallAsync(stub.GetResourceAsync, request, cancellationToken).ConfigureAwait(false);
        return ResourceMapping.ToResource(response.Resource);
    }

    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var request = new DeleteResourceRequest { Name = name };
        var response = await calls.CallAsync(stub.DeleteResourceAsync, request, cancellationToken).ConfigureAwait(false);
        return response.DeletedModelCount;
    }

    public IAsyncEnumerable<ProviderStateChange> ListStatusHistoryAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListProviderStateChangesAsync,
            pageToken => new ListProviderStateChangesRequest { Resource = name, PageToken = pageToken },
            page => (page.Changes.Select(ResourceMapping.ToChange), page.NextPageToken),
            cancellationToken
        );
}
