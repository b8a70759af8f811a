using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Annotations between program and wire.</summary>
internal static class AnnotationMapping
{
    public static V1.Annotation ToProto(Annotation annotation) =>
        new()
        {
            AnnotatedTime =
                annotation is { Incident.Length: > 0, Time: var time } && time == default ? null : annotation.Time.ToTimestamp(),
            Client = annotation.Client,
            User = annotation.User,
            Resource = annotation.Resource,
            EndTime = annotation.EndTime?.ToTimestamp(),
            Metric = annotation.Metric,
            Incident = annotation.Incident,
            Message = annotation.Message,
            Data = annotation.Data is { } data ? JsonMapping.ToStruct(data) : null,
        };

    /// <summary>What the mask does not name is not looked at.</summary>
    public static V1.Annotation ToProto(string name, AnnotationChange change) =>
        new()
        {
            Name = name,
            Etag = change.Etag ?? "",
            AnnotatedTime = change.Time?.ToTimestamp(),
            EndTime = change.EndTime?.ToTimestamp(),
            User = change.User ?? "",
            Message = change.Message ?? "",
            Data = change.Data is { } data ? JsonMapping.ToStruct(data) : null,
        };

    public static FieldMask ToMask(AnnotationChange change)
    {
        (bool IsNamed, string Path)[] known =
        [
            (change.Time is not null, "annotated_time"),
            (change.EndTime is not null || change.RemoveEndTime, "end_time"),
            (change.User is not null, "user"),
            (change.Message is not null, "message"),
            (change.Data is not null || change.RemoveData, "data"),
        ];
        return new FieldMask { Paths = { known.Where(field => field.IsNamed).Select(field => field.Path) } };
    }

    public static Annotation ToAnnotation(V1.Annotation proto) =>
        new(proto.Resource, proto.AnnotatedTime.ToDateTimeOffset(), proto.Client, proto.User)
        {
            Name = proto.Name,
            EndTime = proto.EndTime?.ToDateTimeOffset(),
            Metric = proto.Metric,
            Incident = proto.Incident,
            CreateTime = proto.CreateTime?.ToDateTimeOffset(),
            UpdateTime = proto.UpdateTime?.ToDateTimeOffset(),
            Etag = proto.Etag,
            Message = proto.Message,
            Data = JsonMapping.ToJson(proto.Data),
        };
}
