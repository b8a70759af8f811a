using HtmIt.Core.Metrics;

namespace HtmIt.Core.Incidents;

/// <summary>What happened to an incident.</summary>
public sealed record IncidentChange(IncidentChangeKind Kind, Incident Incident, Metric Metric);
