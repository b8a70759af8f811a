using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;
using HtmIt.Core.Watch;
using HtmIt.Engine.Surprise;

namespace HtmIt.Server.Mapping;

/// <summary>Incidents between wire and domain.</summary>
internal static class IncidentMapping
{
    private const double LargestMinimum = 100;

    public static IncidentId ToId(string field, string name) =>
        IncidentId.TryParse(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, IncidentId.Rule);

    public static IncidentFilter ToFilter(V1.ListIncidentsRequest request) =>
        new(Metrics: null)
        {
            Order = ToOrder(request.OrderBy),
            MinSeverity = ToMinSeverity(request.HasMinSeverity, request.MinSeverity),
            IsOpen = ToIsOpen(request.State),
            FromTime = MetricDataMapping.ToStartTime(request.StartTime),
            ToTime = MetricDataMapping.ToTime("end_time", request.EndTime),
        };

    public static IncidentWatchQuery ToQuery(V1.WatchIncidentsRequest request) =>
        new(
            SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector")),
            ToStart(request),
            ToMinSeverity(request.HasMinSeverity, request.MinSeverity)
        );

    public static V1.Incident ToProto(ListedIncident listed) => ToProto(listed.Incident, listed.Metric);

    public static V1.IncidentChange ToProto(IncidentChange change) =>
        new() { Kind = (V1.IncidentChange.Types.Kind)change.Kind, Incident = ToProto(change.Incident, change.Metric) };

    private static V1.Incident ToProto(Incident incident, Metric metric)
    {
        var state = incident.State;
        return new()
        {
            Name = incident.Id.ResourceName,
            Kind = (V1.IncidentKind)incident.Kind,
            State = incident.IsOpen ? V1.IncidentState.Open : V1.IncidentState.Ended,
            Metric = metric.Id.ResourceName,
            Key = metric.Datasource.TakesSamples ? MetricTargetMapping.ToProto(metric.Key).Key : null,
            MetricName = metric.Datasource.TakesSamples ? "" : metric.Name,
            Resource = metric.Resource,
            ResourceName = metric.ResourceId.ResourceName,
            DisplayName = metric.DisplayName,
            Severity = state.Severity,
            Onset = ToProto(state.Onset),
            Peak = ToProto(state.Peak),
            Noticed = ToProto(state.Began),
            Last = ToProto(state.Last),
            End = state.End is { } end ? ToProto(end) : null,
            Reasons = { state.Reasons.Select(reason => ToProto(reason, state)) },
        };
    }

    public static V1.IncidentRow ToProto(Engine.Incidents.IncidentRow row) =>
        new()
        {
            RowId = row.Row,
            SampleTime = new Timestamp { Seconds = row.UnixSeconds },
            Value = row.Value,
            Surprise = row.Surprise,
        };

    /// <summary>The wire begins at 1.</summary>
    public static V1.EvidenceKind ToProto(EvidenceKind kind) => (V1.EvidenceKind)((int)kind + 1);

    private static V1.IncidentReason ToProto(EvidenceShare reason, Engine.Incidents.IncidentState state)
    {
        var proto = new V1.IncidentReason
        {
            Kind = ToProto(reason.Kind),
            Share = reason.Share,
            Text = IncidentReasons.Describe(reason, state),
        };
        if (IncidentReasons.HasReference(reason.Kind))
        {
            proto.Reference = reason.Reference;
        }
        return proto;
    }

    private static IncidentOrder ToOrder(string orderBy) =>
        // White space beyond what separates words means nothing in it.
        string.Join(' ', orderBy.Split(' ', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            "" or "noticed.sample_time desc" => IncidentOrder.Noticed,
            "severity desc" => IncidentOrder.Severity,
            _ => throw DomainErrors.InvalidField("order_by", orderBy, "must be 'noticed.sample_time desc' or 'severity desc'"),
        };

    private static double ToMinSeverity(bool isGiven, double minimum) =>
        !isGiven ? Engine.Incidents.Severity.Default
        : minimum is >= 0 and <= LargestMinimum ? minimum
        : throw DomainErrors.InvalidField("min_severity", $"{minimum:R}", "must lie in [0, 100]");

    private static bool? ToIsOpen(V1.IncidentState state) =>
        state switch
        {
            V1.IncidentState.Unspecified => null,
            V1.IncidentState.Open => true,
            V1.IncidentState.Ended => false,
            _ => throw DomainErrors.InvalidField("state", $"{(int)state}", "must be one of the known values"),
        };

    private static WatchStart ToStart(V1.WatchIncidentsRequest request)
    {
        switch (request.StartCase)
        {
            case V1.WatchIncidentsRequest.StartOneofCase.AfterPosition:
                return WatchPosition.TryParse(request.AfterPosition, out var position) && position.Walk is null
                    ? new WatchStart.After(position)
                    : throw WatchErrors.PositionInvalid(request.AfterPosition, "must be a position received in an earlier response");
            case V1.WatchIncidentsRequest.StartOneofCase.StartTime:
                return new WatchStart.Since(MetricDataMapping.ToStartTime(request.StartTime)!.Value);
            default:
                return new WatchStart.Now();
        }
    }
}
