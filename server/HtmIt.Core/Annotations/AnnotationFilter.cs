using HtmIt.Core.Incidents;
using HtmIt.Core.Names;

namespace HtmIt.Core.Annotations;

/// <summary>Selects annotations; empty and null mean no condition. Times are inclusive, in seconds since 1970; of a span
/// some part has to lie between them.</summary>
public sealed record AnnotationFilter(
    string Client = "",
    string User = "",
    string Resource = "",
    MetricId? Metric = null,
    long? FromTime = null,
    long? ToTime = null,
    IncidentId? Incident = null
);
