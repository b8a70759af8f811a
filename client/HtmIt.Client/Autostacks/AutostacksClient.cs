using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AutostackService</c>.</summary>
internal sealed class AutostacksClient(AutostackService.AutostackServiceClient stub, Calls calls) : IAutostacksClient
{
    public IAutostackHandle this[string name] => new AutostackHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public async Task<CreateAutostackResult> CreateAsync(string title, AutostackFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(filter);
        var request = new CreateAutostackRequest
        {
            Autostack = new()
            {
                Title = title,
                Region = filter.Region,
                Account = filter.Account,
                AwsResourceType = filter.AwsResourceType,
                Filters = { AutostackMapping.ToFilters(filter.Filters) },
            },
        };
        var response = await calls.CallAsync(stub.CreateAutostackAsync, request, cancellationToken).ConfigureAwait(false);
        return new(AutostackMapping.ToAutostack(response.Autostack), response.Created);
    }

    public IAsyncEnumerable<Autostack> ListAsync(CancellationToken cancellationToken) =>
        calls.ListAsync(
            stub.ListAutostacksAsync,
            pageToken => new ListAutostacksRequest { PageToken = pageToken },
            page => (page.Autostacks.Select(AutostackMapping.ToAutostack), page.NextPageToken),
            cancellationToken
        );

    public async Task<AutostackPreview> PreviewAsync(AutostackFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var request = new PreviewAutostackInstancesRequest
        {
            Region = filter.Region,
            Account = filter.Account,
            AwsResourceType = filter.AwsResourceType,
        };
        request.Filters.Add(AutostackMapping.ToFilters(filter.Filters));
        var response = await calls.CallAsync(stub.PreviewAutostackInstancesAsync, request, cancellationToken).ConfigureAwait(false);
        return new AutostackPreview([.. response.Instances.Select(AutostackMapping.ToInstance)], response.TooMany);
    }
}
