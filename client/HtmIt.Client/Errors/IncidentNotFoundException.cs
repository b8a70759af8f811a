namespace HtmIt.Client.Errors;

/// <summary>There is no such incident, or it is no longer kept.</summary>
public sealed class IncidentNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The name that was asked for.</summary>
    public string? Incident => Value("incident");
}
