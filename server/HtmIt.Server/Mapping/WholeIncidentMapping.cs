using HtmIt.Core.Errors;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;

namespace HtmIt.Server.Mapping;

/// <summary>Incidents that move with their metric, between wire and domain: with all their bits.</summary>
internal static class WholeIncidentMapping
{
    private static readonly Dictionary<V1.EvidenceKind, EvidenceKind> Kinds = Enum.GetValues<EvidenceKind>()
        .ToDictionary(IncidentMapping.ToProto);

    public static V1.ExportedIncidents ToProto(IReadOnlyList<IncidentState> incidents) =>
        new() { Incidents = { incidents.Select(ToProto) } };

    /// <exception cref="DomainException">InvalidField.</exception>
    public static IReadOnlyList<IncidentState> ToIncidents(V1.ExportedIncidents proto)
    {
        var at = FieldPath.Proto("item")["incidents"]["incidents"];
        return [.. proto.Incidents.Select((incident, i) => ToIncident(incident, at.At(i)))];
    }

    private static V1.ExportedIncident ToProto(IncidentState incident) =>
        new()
        {
            Kind = V1.IncidentKind.Values,
            Severity = incident.Severity,
            TellingCount = incident.TellingCount,
            Onset = IncidentMapping.ToProto(incident.Onset),
            Peak = IncidentMapping.ToProto(incident.Peak),
            Noticed = IncidentMapping.ToProto(incident.Began),
            Last = IncidentMapping.ToProto(incident.Last),
            End = incident.End is { } end ? IncidentMapping.ToProto(end) : null,
            Reasons =
            {
                incident.Reasons.Select(reason => new V1.ExportedReason
                {
                    Kind = IncidentMapping.ToProto(reason.Kind),
                    Share = reason.Share,
                    Reference = reason.Reference,
                }),
            },
        };

    private static IncidentState ToIncident(V1.ExportedIncident proto, FieldPath at)
    {
        if (proto.Kind != V1.IncidentKind.Values)
        {
            throw at["kind"].Invalid(proto.Kind, "must be INCIDENT_KIND_VALUES");
        }
        if (!double.IsFinite(proto.Severity) || proto.Severity < 0)
        {
            throw at["severity"].Invalid(proto.Severity, "must be a finite number of 0 or more");
        }
        if (proto.TellingCount < 1)
        {
            throw at["telling_count"].Invalid(proto.TellingCount, "must be 1 or more");
        }
        if (proto.Reasons.Select(reason => reason.Kind).Distinct().Count() != proto.Reasons.Count)
        {
            throw at["reasons"].Invalid("", "must have each kind at most once");
        }
        return new()
        {
            Severity = proto.Severity,
            TellingCount = proto.TellingCount,
            Onset = ToRow(proto.Onset, at["onset"]),
            Peak = ToRow(proto.Peak, at["peak"]),
            Began = ToRow(proto.Noticed, at["noticed"]),
            Last = ToRow(proto.Last, at["last"]),
            End = proto.End is null ? null : ToRow(proto.End, at["end"]),
            Reasons = [.. proto.Reasons.Select((reason, i) => ToReason(reason, at["reasons"].At(i)))],
        };
    }

    private static IncidentRow ToRow(V1.IncidentRow? row, FieldPath at) =>
        row is null || !double.IsFinite(row.Value) || !double.IsFinite(row.Surprise)
            ? throw at.Invalid(row?.RowId ?? 0, "must be given, with finite numbers")
            : new(row.RowId, WholeMapping.ToSeconds(row.SampleTime, at["sample_time"]), row.Value, row.Surprise);

    private static EvidenceShare ToReason(V1.ExportedReason reason, FieldPath at) =>
        !Kinds.TryGetValue(reason.Kind, out var kind) ? throw at["kind"].Invalid(reason.Kind, "must be one of the known values")
        : reason.Share is not (> 0 and <= 1) ? throw at["share"].Invalid(reason.Share, "must lie in (0, 1]")
        : !double.IsFinite(reason.Reference) ? throw at["reference"].Invalid(reason.Reference, "must be a finite number")
        : new(kind, reason.Share, reason.Reference);
}
