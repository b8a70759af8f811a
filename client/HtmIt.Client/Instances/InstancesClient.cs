using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.InstanceService</c>.</summary>
internal sealed class InstancesClient(InstanceService.InstanceServiceClient stub, Calls calls) : IInstancesClient
{
    public IInstanceHandle this[string name] => new InstanceHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public IAsyncEnumerable<Instance> ListAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListInstancesAsync,
            pageToken => new ListInstancesRequest { PageToken = pageToken },
            page => (page.Instances.Select(InstanceMapping.ToInstance), page.NextPageToken),
            cancellationToken
        );

    public async Task<MonitorInstanceResult> MonitorAsync(AwsResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var request = InstanceMapping.ToRequest(resource);
        var response = await calls.CallAsync(stub.MonitorInstanceAsync, request, cancellationToken).ConfigureAwait(false);
        return InstanceMapping.ToResult(response);
    }

    public async Task<IReadOnlyList<ItemResult<MonitorInstanceResult>>> MonitorManyAsync(
        IReadOnlyList<AwsResource> resources,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(resources);
        var request = new BatchMonitorInstancesRequest { Requests = { resources.Select(InstanceMapping.ToRequest) } };
        var response = await calls.CallAsync(stub.BatchMonitorInstancesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => InstanceMapping.ToResult(one.Response)))];
    }

    public async Task<IReadOnlyList<ItemResult<int>>> DeleteManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchDeleteInstancesRequest { Names = { names } };
        var response = await calls.CallAsync(stub.BatchDeleteInstancesAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => one.Response.DeletedModelCount))];
    }

    public async Task<SuggestedInstances> SuggestAsync(SuggestInstancesOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new SuggestInstancesRequest { Region = options.Region, Account = options.Account };
        var response = await calls.CallAsync(stub.SuggestInstancesAsync, request, cancellationToken).ConfigureAwait(false);
        return new SuggestedInstances([.. response.Suggested.Select(ToSuggestion)], [.. response.Alternates.Select(ToSuggestion)])
        {
            Unreachable = [.. response.Unreachable],
        };

        SuggestedInstance ToSuggestion(V1.SuggestedInstance one) =>
            new(new AwsResource(one.Region, one.Namespace, one.ResourceId) { Account = options.Account }, one.TagName);
    }
}
