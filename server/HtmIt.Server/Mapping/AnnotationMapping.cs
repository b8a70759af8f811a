using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Annotations;
using HtmIt.Core.Errors;
using HtmIt.Core.Incidents;
using HtmIt.Core.Names;

namespace HtmIt.Server.Mapping;

/// <summary>Annotations between wire and domain.</summary>
internal static class AnnotationMapping
{
    private const string TimeField = "annotation.annotated_time";

    private static readonly UpdateMask<V1.Annotation> Mask = new(
        "annotation",
        new Dictionary<string, Func<V1.Annotation, bool>>
        {
            ["annotated_time"] = HasTime,
            ["end_time"] = proto => proto.EndTime is not null,
            ["user"] = proto => proto.User.Length > 0,
            ["message"] = proto => proto.Message.Length > 0,
            ["data"] = proto => proto.Data is not null,
        }
    );

    public static V1.Annotation ToProto(Annotation annotation) =>
        new()
        {
            Name = annotation.Id.ResourceName,
            AnnotatedTime = new() { Seconds = annotation.AnnotatedTime },
            EndTime = annotation.EndTime is { } end ? new Timestamp { Seconds = end } : null,
            CreateTime = annotation.CreateTime.ToTimestamp(),
            UpdateTime = annotation.UpdateTime.ToTimestamp(),
            Etag = annotation.Etag,
            Client = annotation.Client,
            User = annotation.User,
            Resource = annotation.Resource,
            Metric = annotation.Metric?.ResourceName ?? "",
            Incident = annotation.Incident?.ResourceName ?? "",
            Message = annotation.Message,
            Data = annotation.Data is { } data ? StructMapping.ToStruct(data) : null,
        };

    public static AnnotationId ToId(string field, string name) =>
        AnnotationId.TryParse(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, AnnotationId.Rule);

    /// <summary>Whether it says which time it is about.</summary>
    public static bool HasTime(V1.Annotation proto) => proto.AnnotatedTime is not null;

    /// <summary>A new annotation, as it was given.</summary>
    public static Annotation ToAnnotation(V1.CreateAnnotationRequest request, DateTimeOffset now)
    {
        var proto = request.Annotation ?? throw DomainErrors.InvalidField("annotation", "", "must be given");
        var incident = ToIncident("annotation.incident", proto.Incident);
        return new Annotation(ToNewId(request.AnnotationId))
        {
            AnnotatedTime = incident is null || HasTime(proto) ? ToTime(proto) : 0,
            EndTime = ToEndTime(proto),
            CreateTime = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            Client = proto.Client,
            User = proto.User,
            Resource = proto.Resource,
            Metric = ToMetric("annotation.metric", proto.Metric),
            Incident = incident,
            Message = proto.Message,
            Data = ToData(proto),
        };
    }

    /// <summary>The change that a mask describes; what comes out of it is checked.</summary>
    public static Func<Annotation, Annotation> ToChange(V1.Annotation proto, FieldMask? mask)
    {
        var fields = Mask.Read(proto, mask);
        long? time = fields.Contains("annotated_time") ? ToTime(proto) : null;
        var (end, data) = (ToEndTime(proto), ToData(proto));
        return annotation =>
        {
            if (proto.Etag.Length > 0 && proto.Etag != annotation.Etag)
            {
                throw AnnotationErrors.AnnotationChanged(annotation.Id);
            }
            var changed = annotation with
            {
                AnnotatedTime = time ?? annotation.AnnotatedTime,
                EndTime = fields.Contains("end_time") ? end : annotation.EndTime,
                User = fields.Contains("user") ? proto.User : annotation.User,
                Message = fields.Contains("message") ? proto.Message : annotation.Message,
                Data = fields.Contains("data") ? data : annotation.Data,
            };
            AnnotationRules.Check(changed);
            return changed;
        };
    }

    public static AnnotationFilter ToFilter(V1.ListAnnotationsRequest request) =>
        new(
            ToText("client", request.Client),
            ToText("user", request.User),
            MetricMapping.ToResource(request.Resource),
            ToMetric("metric", request.Metric),
            MetricDataMapping.ToStartTime(request.StartTime),
            MetricDataMapping.ToTime("end_time", request.EndTime),
            ToIncident("incident", request.Incident)
        );

    private static AnnotationId ToNewId(string uid) =>
        uid.Length == 0 ? AnnotationId.New()
        : AnnotationId.TryParseUid(uid, out var id) ? id
        : throw DomainErrors.InvalidField("annotation_id", uid, AnnotationId.UidRule);

    private static MetricId? ToMetric(string field, string name) => name.Length == 0 ? null : MetricMapping.ToMetricId(field, name);

    private static IncidentId? ToIncident(string field, string name) => name.Length == 0 ? null : IncidentMapping.ToId(field, name);

    private static long? ToEndTime(V1.Annotation proto) => MetricDataMapping.ToTime("annotation.end_time", proto.EndTime);

    private static long ToTime(V1.Annotation proto) =>
        MetricDataMapping.ToTime(TimeField, proto.AnnotatedTime) ?? throw DomainErrors.InvalidField(TimeField, "", "must be given");

    private static System.Text.Json.Nodes.JsonObject? ToData(V1.Annotation proto) =>
        proto.Data is { } data ? StructMapping.ToJson("annotation.data", data) : null;

    private static string ToText(string field, string text) =>
        text.Any(char.IsControl) ? throw DomainErrors.InvalidField(field, text, "must not contain control characters") : text;
}
