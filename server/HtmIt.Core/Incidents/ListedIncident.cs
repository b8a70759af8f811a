using HtmIt.Core.Metrics;

namespace HtmIt.Core.Incidents;

/// <summary>An incident with its metric.</summary>
public sealed record ListedIncident(Incident Incident, Metric Metric);
