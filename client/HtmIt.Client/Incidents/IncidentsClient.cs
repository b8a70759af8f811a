using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.IncidentService</c>.</summary>
internal sealed class IncidentsClient(IncidentService.IncidentServiceClient stub, Calls calls, HtmItClientOptions clientOptions)
    : IIncidentsClient
{
    public IIncidentHandle this[string name] => new IncidentHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public IAsyncEnumerable<Incident> ListAsync(ListIncidentsOptions options, CancellationToken cancellationToken) =>
        ListPagesAsync(options, cancellationToken).SelectMany(page => page.Incidents);

    public IAsyncEnumerable<IncidentPage> ListPagesAsync(ListIncidentsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Selector);
        return calls.ListAsync(
            stub.ListIncidentsAsync,
            pageToken => IncidentMapping.ToListRequest(options, pageToken),
            page => (new[] { IncidentMapping.ToPage(page) }.AsEnumerable(), page.NextPageToken),
            cancellationToken
        );
    }

    public IAsyncEnumerable<WatchEvent> WatchAsync(WatchIncidentsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new IncidentWatch(stub, calls.Contract, options, clientOptions).RunAsync(cancellationToken);
    }
}
