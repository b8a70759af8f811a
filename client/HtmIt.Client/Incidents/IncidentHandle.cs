using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.IncidentService</c> about one incident.</summary>
internal sealed class IncidentHandle(IncidentService.IncidentServiceClient stub, Calls calls, string name) : IIncidentHandle
{
    public string Name => name;

    public async Task<Incident> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetIncidentRequest { Name = name };
        var response = await calls.CallAsync(stub.GetIncidentAsync, request, cancellationToken).ConfigureAwait(false);
        return IncidentMapping.ToIncident(response.Incident);
    }
}
