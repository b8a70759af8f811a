using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AutostackService</c> about one autostack.</summary>
internal sealed class AutostackHandle(AutostackService.AutostackServiceClient stub, Calls calls, string name) : IAutostackHandle
{
    /// <summary>Each page asks AWS for all of them.</summary>
    private const int InstancesAtOnce = 1_000;

    public string Name => name;

    public async Task<Autostack> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetAutostackRequest { Name = name };
        var response = await calls.CallAsync(stub.GetAutostackAsync, request, cancellationToken).ConfigureAwait(false);
        return AutostackMapping.ToAutostack(response.Autostack);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(stub.DeleteAutostackAsync, new DeleteAutostackRequest { Name = name }, cancellationToken);

    public IAsyncEnumerable<AutostackInstance> ListInstancesAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListAutostackInstancesAsync,
            pageToken => new ListAutostackInstancesRequest
            {
                Autostack = name,
                PageSize = InstancesAtOnce,
                PageToken = pageToken,
            },
            page => (page.Instances.Select(AutostackMapping.ToInstance), page.NextPageToken),
            cancellationToken
        );

    public IAsyncEnumerable<MembershipChange> ListMembershipChangesAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListAutostackMembershipChangesAsync,
            pageToken => new ListAutostackMembershipChangesRequest { Autostack = name, PageToken = pageToken },
            page => (page.Changes.Select(AutostackMapping.ToChange), page.NextPageToken),
            cancellationToken
        );

    public async Task<IReadOnlyList<Model>> ListMetricsAsync(CancellationToken cancellationToken)
    {
        var request = new ListAutostackMetricsRequest { Autostack = name };
        var response = await calls.CallAsync(stub.ListAutostackMetricsAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Models.Select(ModelMapping.ToModel)];
    }

    public Task DeleteMetricAsync(string metric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var request = new DeleteAutostackMetricRequest { Name = $"{name}/{metric}" };
        return calls.CallAsync(stub.DeleteAutostackMetricAsync, request, cancellationToken);
    }
}
