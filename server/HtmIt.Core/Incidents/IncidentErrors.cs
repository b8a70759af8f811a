using HtmIt.Core.Errors;

namespace HtmIt.Core.Incidents;

/// <summary>Refusals about incidents.</summary>
public static class IncidentErrors
{
    public static DomainException IncidentNotFound(IncidentId id) =>
        new(
            ErrorReason.IncidentNotFound,
            $"There is no incident '{id.ResourceName}'.",
            new Dictionary<string, string> { ["incident"] = id.ResourceName }
        );
}
