using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AutostackService</c> about one autostack.</summary>
internal sealed class AutostackHandle(AutostackService.AutostackServiceClient stub, Calls calls, string name) : IAutostackHandle
{
    public string Name => name;

    public async Task<Autostack> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetAutostackRequest { Name = name };
        var response = await calls.CallAsync(stub.GetAutostackAsync, request, cancellationToken).ConfigureAwait(false);
        return AutostackMapping.ToAutostack(response.Autostack);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(stub.DeleteAutostackAsync, new DeleteAutostackRequest { Name = name }, cancellationToken);

    public async Task<IReadOnlyList<AutostackInstance>> ListInstancesAsync(CancellationToken cancellationToken)
    {
        var request = new ListAutostackInstancesRequest { Autostack = name };
        var response = await calls.CallAsync(stub.ListAutostackInstancesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Instances.Select(AutostackMapping.ToInstance)];
    }

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
