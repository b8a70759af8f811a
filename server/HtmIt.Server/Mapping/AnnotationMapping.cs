using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Annotations;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Annotations between wire and domain.</summary>
internal static class AnnotationMapping
{
    private const string TimeField = "annotation.annotated_time";

    public static V1.Annotation ToProto(Annotation annotation) =>
        new()
        {
            Name = annotation.Id.ResourceName,
            AnnotatedTime = new() { Seconds = annotation.AnnotatedTime },
            CreateTime = annotation.CreateTime.ToTimestamp(),
            Client = annotation.Client,
            User = annotation.User,
            Resource = annotation.Resource,
            Message = annotation.Message,
            Data = annotation.Data is { } data ? StructMapping.ToStruct(data) : null,
        };

    public static AnnotationId ToId(string field, string name) =>
        AnnotationId.TryParse(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, AnnotationId.Rule);

    /// <summary>A new annotation, checked.</summary>
    public static Annotation ToAnnotation(V1.Annotation? given, DateTimeOffset now)
    {
        var proto = given ?? throw DomainErrors.InvalidField("annotation", "", "must be given");
        var annotation = new Annotation(AnnotationId.New())
        {
            AnnotatedTime = ToTime(proto),
            CreateTime = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            Client = proto.Client,
            User = proto.User,
            Resource = proto.Resource,
            Message = proto.Message,
            Data = ToData(proto),
        };
        AnnotationRules.Check(annotation);
        return annotation;
    }

    /// <summary>The change that a mask describes; what comes out of it is checked.</summary>
    public static Func<Annotation, Annotation> ToChange(V1.Annotation proto, FieldMask? mask)
    {
        if (mask is null || mask.Paths.Count == 0)
        {
            throw DomainErrors.InvalidField("update_mask", "", "must name at least one field");
        }
        var changes = mask.Paths.Select((path, i) => ToChange(proto, i, path)).ToArray();
        return annotation =>
        {
            var changed = changes.Aggregate(annotation, (one, change) => change(one));
            AnnotationRules.Check(changed);
            return changed;
        };
    }

    public static AnnotationFilter ToFilter(V1.ListAnnotationsRequest request) =>
        new(
            ToText("client", request.Client),
            ToText("user", request.User),
            MetricMapping.ToResource(request.Resource),
            MetricDataMapping.ToStartTime(request.StartTime),
            MetricDataMapping.ToTime("end_time", request.EndTime)
        );

    private static Func<Annotation, Annotation> ToChange(V1.Annotation proto, int index, string path)
    {
        switch (path)
        {
            case "annotated_time":
                var time = ToTime(proto);
                return one => one with { AnnotatedTime = time };
            case "user":
                return one => one with { User = proto.User };
            case "message":
                return one => one with { Message = proto.Message };
            case "data":
                var data = ToData(proto);
                return one => one with { Data = data };
            default:
                throw DomainErrors.InvalidField($"update_mask.paths[{index}]", path, "must be annotated_time, user, message or data");
        }
    }

    private static long ToTime(V1.Annotation proto) =>
        MetricDataMapping.ToTime(TimeField, proto.AnnotatedTime) ?? throw DomainErrors.InvalidField(TimeField, "", "must be given");

    private static System.Text.Json.Nodes.JsonObject? ToData(V1.Annotation proto) =>
        proto.Data is { } data ? StructMapping.ToJson("annotation.data", data) : null;

    private static string ToText(string field, string text) =>
        text.Any(char.IsControl) ? throw DomainErrors.InvalidField(field, text, "must not contain control characters") : text;
}
