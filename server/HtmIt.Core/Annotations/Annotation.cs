using System.Text.Json.Nodes;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Annotations;

/// <summary>A note about a resource at an instant.</summary>
public sealed record Annotation(AnnotationId Id)
{
    /// <summary>The instant it is about, in seconds since 1970.</summary>
    public required long AnnotatedTime { get; init; }

    /// <summary>In whole seconds.</summary>
    public DateTimeOffset CreateTime { get; init; }

    public required string Client { get; init; }

    public required string User { get; init; }

    public required string Resource { get; init; }

    public string Message { get; init; } = "";

    public JsonObject? Data { get; init; }
}
