using HtmIt.V1;
using CreateModelResult = HtmIt.Client.CreateModelResult;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AutostackService</c>.</summary>
internal sealed class AutostacksClient(AutostackService.AutostackServiceClient stub, Calls calls) : IAutostacksClient
{
    public async Task<Autostack> CreateAsync(
        string displayName,
        AutostackFilter filter,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(filter);
        var request = new CreateAutostackRequest
        {
            DisplayName = displayName,
            Region = filter.Region,
            Account = filter.Account,
        };
        filter.Filters.CopyTo(request.Filters);
        var response = await calls.CallAsync(stub.CreateAutostackAsync, request, options, cancellationToken).ConfigureAwait(false);
        return AutostackMapping.ToAutostack(response.Autostack);
    }

    public async Task<Autostack> GetAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetAutostackRequest { Name = name };
        var response = await calls.CallAsync(stub.GetAutostackAsync, request, options, cancellationToken).ConfigureAwait(false);
        return AutostackMapping.ToAutostack(response.Autostack);
    }

    public IAsyncEnumerable<Autostack> ListAsync(ListAutostacksOptions? options, CancellationToken cancellationToken)
    {
        options ??= new ListAutostacksOptions();
        return Calls.PagesAsync<Autostack>(
            async (pageToken, token) =>
            {
                var request = new ListAutostacksRequest { PageSize = options.PageSize, PageToken = pageToken };
                var page = await calls.CallAsync(stub.ListAutostacksAsync, request, options, token).ConfigureAwait(false);
                return (page.Autostacks.Select(AutostackMapping.ToAutostack), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public Task DeleteAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return calls.CallAsync(stub.DeleteAutostackAsync, new DeleteAutostackRequest { Name = name }, options, cancellationToken);
    }

    public async Task<AutostackPreview> PreviewAsync(AutostackFilter filter, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var request = new PreviewAutostackInstancesRequest { Region = filter.Region, Account = filter.Account };
        filter.Filters.CopyTo(request.Filters);
        var response = await calls
            .CallAsync(stub.PreviewAutostackInstancesAsync, request, options, cancellationToken)
            .ConfigureAwait(false);
        return new AutostackPreview([.. response.Instances.Select(AutostackMapping.ToInstance)], response.TooMany);
    }

    public async Task<IReadOnlyList<AutostackInstance>> ListInstancesAsync(
        string name,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new ListAutostackInstancesRequest { Autostack = name };
        var response = await calls.CallAsync(stub.ListAutostackInstancesAsync, request, options, cancellationToken).ConfigureAwait(false);
        return [.. response.Instances.Select(AutostackMapping.ToInstance)];
    }

    public IAsyncEnumerable<MembershipChange> ListMembershipChangesAsync(
        string name,
        ListAutostacksOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= new ListAutostacksOptions();
        return Calls.PagesAsync<MembershipChange>(
            async (pageToken, token) =>
            {
                var request = new ListAutostackMembershipChangesRequest
                {
                    Autostack = name,
                    PageSize = options.PageSize,
                    PageToken = pageToken,
                };
                var page = await calls.CallAsync(stub.ListAutostackMembershipChangesAsync, request, options, token).ConfigureAwait(false);
                return (page.Changes.Select(AutostackMapping.ToChange), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<HtmIt.Client.Model>> ListMetricsAsync(
        string name,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new ListAutostackMetricsRequest { Autostack = name };
        var response = await calls.CallAsync(stub.ListAutostackMetricsAsync, request, options, cancellationToken).ConfigureAwait(false);
        return [.. response.Models.Select(ModelMapping.ToModel)];
    }

    public async Task<CreateModelResult> CreateMetricAsync(
        string name,
        AutostackMetric metric,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(metric);
        var request = AutostackMapping.ToRequest(name, metric);
        var response = await calls.CallAsync(stub.CreateAutostackMetricAsync, request, options, cancellationToken).ConfigureAwait(false);
        return AutostackMapping.ToResult(response);
    }

    public async Task<IReadOnlyList<ItemResult<CreateModelResult>>> CreateMetricsAsync(
        string name,
        IReadOnlyList<AutostackMetric> metrics,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(metrics);
        var request = new BatchCreateAutostackMetricsRequest
        {
            Autostack = name,
            Requests = { metrics.Select(metric => AutostackMapping.ToRequest(name, metric)) },
        };
        var response = await calls
            .CallAsync(stub.BatchCreateAutostackMetricsAsync, request, options, cancellationToken)
            .ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => AutostackMapping.ToResult(one.Response)))];
    }

    public Task DeleteMetricAsync(string name, string metric, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(metric);
        var request = new DeleteAutostackMetricRequest { Name = $"{name}/{metric}" };
        return calls.CallAsync(stub.DeleteAutostackMetricAsync, request, options, cancellationToken);
    }
}
