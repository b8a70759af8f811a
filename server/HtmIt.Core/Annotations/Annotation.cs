using System.Text.Json.Nodes;
using HtmIt.Core.Incidents;
using HtmIt.Core.Names;

namespace HtmIt.Core.Annotations;

/// <summary>A note about a resource, one of its metrics or an incident, at an instant or over a span.</summary>
public sealed record Annotation(AnnotationId Id)
{
    /// <summary>The instant it is about, or the start of the span, in seconds since 1970.</summary>
    public required long AnnotatedTime { get; init; }

    /// <summary>The end of the span; null for an instant.</summary>
    public long? EndTime { get; init; }

    /// <summary>In whole seconds.</summary>
    public DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    /// <summary>Version, opaque.</summary>
    public string Etag { get; init; } = "";

    public required string Client { get; init; }

    public required string User { get; init; }

    public required string Resource { get; init; }

    /// <summary>Null: about the resource as a whole.</summary>
    public MetricId? Metric { get; init; }

    /// <summary>An incident of the metric; null for none. It may be gone with its rows.</summary>
    public IncidentId? Incident { get; init; }

    public string Message { get; init; } = "";

    public JsonObject? Data { get; init; }

    /// <summary>Whether another one says the same, whenever it was stored.</summary>
    public bool SaysTheSameAs(Annotation other) => WithoutStorage() == other.WithoutStorage() && JsonNode.DeepEquals(Data, other.Data);

    private Annotation WithoutStorage() => this with { CreateTime = default, UpdateTime = default, Etag = "", Data = null };
}
