using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Incidents;

/// <summary>Which incidents are kept.</summary>
public static class IncidentRules
{
    /// <summary>Less severe ones are forgotten: they come some times in 1,000 rows, and no device asks for them.</summary>
    public const double LeastSeverity = 2;

    public static bool IsKept(IncidentState incident) => incident.Severity >= LeastSeverity;
}
