using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Incidents between program and wire.</summary>
internal static class IncidentMapping
{
    public static V1.ListIncidentsRequest ToListRequest(ListIncidentsOptions options, string pageToken)
    {
        var request = new V1.ListIncidentsRequest
        {
            PageSize = options.PageSize,
            PageToken = pageToken,
            Selector = options.Selector.ToProto(),
            StartTime = DataMapping.ToTimestamp(options.StartTime),
            EndTime = DataMapping.ToTimestamp(options.EndTime),
            State = (V1.IncidentState)options.State,
            OrderBy = options.Order == IncidentOrder.Severity ? "severity desc" : "",
        };
        if (options.MinSeverity is { } minSeverity)
        {
            request.MinSeverity = minSeverity;
        }

        return request;
    }

    public static V1.WatchIncidentsRequest ToWatchRequest(WatchIncidentsOptions options, WatchStart start)
    {
        var request = new V1.WatchIncidentsRequest { Selector = options.Selector.ToProto() };
        if (start is WatchResumption { Position: { } position })
        {
            request.AfterPosition = position;
        }
        else if (start is WatchSince { Time: var time })
        {
            request.StartTime = Timestamp.FromDateTimeOffset(time);
        }

        if (options.MinSeverity is { } minSeverity)
        {
            request.MinSeverity = minSeverity;
        }

        return request;
    }

    public static IncidentPage ToPage(V1.ListIncidentsResponse page) => new([.. page.Incidents.Select(ToIncident)], page.Position);

    public static IncidentChange ToChange(V1.IncidentChange change) => new((IncidentChangeKind)change.Kind, ToIncident(change.Incident));

    public static Incident ToIncident(V1.Incident incident) =>
        new(
            incident.Name,
            incident.Metric,
            incident.Severity,
            ToRow(incident.Onset),
            ToRow(incident.Peak),
            ToRow(incident.Noticed),
            ToRow(incident.Last)
        )
        {
            Kind = (IncidentKind)incident.Kind,
            State = (IncidentState)incident.State,
            Key = incident.Key is { } key ? MetricKey.Of(key) : null,
            MetricName = incident.Key?.MetricName ?? incident.MetricName,
            Resource = incident.Resource,
            ResourceName = incident.ResourceName,
            DisplayName = incident.DisplayName,
            End = incident.End is { } end ? ToRow(end) : null,
            Reasons = [.. incident.Reasons.Select(ToReason)],
        };

    private static IncidentRow ToRow(V1.IncidentRow row) => new(row.RowId, row.SampleTime.ToDateTimeOffset(), row.Value, row.Surprise);

    private static IncidentReason ToReason(V1.IncidentReason reason) =>
        new((EvidenceKind)reason.Kind, reason.Share, reason.Text) { Reference = reason.HasReference ? reason.Reference : null };
}
