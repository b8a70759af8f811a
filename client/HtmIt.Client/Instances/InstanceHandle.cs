using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.InstanceService</c> about one instance.</summary>
internal sealed class InstanceHandle(InstanceService.InstanceServiceClient stub, Calls calls, string name) : IInstanceHandle
{
    public string Name => name;

    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var request = new DeleteInstanceRequest { Name = name };
        var response = await calls.CallAsync(stub.DeleteInstanceAsync, request, cancellationToken).ConfigureAwait(false);
        return response.DeletedModelCount;
    }

    public IAsyncEnumerable<InstanceStatusChange> ListStatusHistoryAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListInstanceStatusHistoryAsync,
            pageToken => new ListInstanceStatusHistoryRequest { Instance = name, PageToken = pageToken },
            page => (page.Changes.Select(InstanceMapping.ToChange), page.NextPageToken),
            cancellationToken
        );
}
