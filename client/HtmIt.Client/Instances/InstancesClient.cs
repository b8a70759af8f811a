using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.InstanceService</c>.</summary>
internal sealed class InstancesClient(InstanceService.InstanceServiceClient stub, Calls calls) : IInstancesClient
{
    public IAsyncEnumerable<Instance> ListAsync(RequestOptions? options, CancellationToken cancellationToken) =>
        Calls.PagesAsync<Instance>(
            async (pageToken, token) =>
            {
                var request = new ListInstancesRequest { PageToken = pageToken };
                var page = await calls.CallAsync(stub.ListInstancesAsync, request, options, token).ConfigureAwait(false);
                return (page.Instances.Select(ToInstance), page.NextPageToken);
            },
            cancellationToken
        );

    public async Task<MonitorInstanceResult> MonitorAsync(
        AwsResource resource,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(resource);
        var request = ToRequest(resource);
        var response = await calls.CallAsync(stub.MonitorInstanceAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ToResult(response);
    }

    public async Task<IReadOnlyList<ItemResult<MonitorInstanceResult>>> MonitorManyAsync(
        IReadOnlyList<AwsResource> resources,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(resources);
        var request = new BatchMonitorInstancesRequest { Requests = { resources.Select(ToRequest) } };
        var response = await calls.CallAsync(stub.BatchMonitorInstancesAsync, request, options, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => ToResult(one.Response)))];
    }

    public async Task<int> DeleteAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new DeleteInstanceRequest { Name = name };
        var response = await calls.CallAsync(stub.DeleteInstanceAsync, request, options, cancellationToken).ConfigureAwait(false);
        return response.DeletedModelCount;
    }

    public async Task<IReadOnlyList<ItemResult<int>>> DeleteManyAsync(
        IReadOnlyList<string> names,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchDeleteInstancesRequest { Names = { names } };
        var response = await calls.CallAsync(stub.BatchDeleteInstancesAsync, request, options, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => one.Response.DeletedModelCount))];
    }

    public IAsyncEnumerable<InstanceStatusChange> ListStatusHistoryAsync(
        string name,
        RequestOptions? options,
        CancellationToken cancellationToken
    ) =>
        Calls.PagesAsync<InstanceStatusChange>(
            async (pageToken, token) =>
            {
                var request = new ListInstanceStatusHistoryRequest { Instance = name, PageToken = pageToken };
                var page = await calls.CallAsync(stub.ListInstanceStatusHistoryAsync, request, options, token).ConfigureAwait(false);
                var changes = page.Changes.Select(one => new InstanceStatusChange(one.StatusTime.ToDateTimeOffset(), one.Status));
                return (changes, page.NextPageToken);
            },
            cancellationToken
        );

    public async Task<SuggestedInstances> SuggestAsync(
        string region,
        string account,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        var request = new SuggestInstancesRequest { Region = region, Account = account };
        var response = await calls.CallAsync(stub.SuggestInstancesAsync, request, options, cancellationToken).ConfigureAwait(false);
        return new SuggestedInstances([.. response.Suggested.Select(ToSuggestion)], [.. response.Alternates.Select(ToSuggestion)])
        {
            Unreachable = [.. response.Unreachable],
        };

        SuggestedInstance ToSuggestion(V1.SuggestedInstance one) =>
            new(new AwsResource(one.Region, one.Namespace, one.ResourceId) { Account = account }, one.TagName);
    }

    private static MonitorInstanceRequest ToRequest(AwsResource resource) =>
        new()
        {
            Region = resource.Region,
            Namespace = resource.Namespace,
            ResourceId = resource.Id,
            Account = resource.Account,
        };

    private static MonitorInstanceResult ToResult(MonitorInstanceResponse response) => new(ToInstance(response.Instance), response.Created);

    private static Instance ToInstance(V1.Instance instance) =>
        new(instance.Name, instance.Server)
        {
            Location = instance.Location,
            Namespace = instance.Namespace,
            ResourceId = instance.ResourceId,
            Account = instance.Account,
            TagName = instance.TagName,
            Statuses = [.. instance.Statuses.Select(status => (MetricStatus)status)],
            Message = instance.Message,
            MetricCount = instance.MetricCount,
        };
}
