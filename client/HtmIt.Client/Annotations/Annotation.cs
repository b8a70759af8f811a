using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>A note about a resource (the thing measured), one of its metrics or an incident, at an instant or over a span.</summary>
/// <param name="Resource">The resource it is about; may be empty for a new one that has a metric or an incident, whose resource it is then.</param>
/// <param name="Time">The instant it is about, or the start of the span; the fraction of a second is dropped. The default for a new one that has
/// an incident, whose onset it is then.</param>
/// <param name="Client">The device or program it was made with.</param>
/// <param name="User">Who made it.</param>
public sealed record Annotation(string Resource, DateTimeOffset Time, string Client, string User)
{
    /// <summary>The end of the span it is about, in UTC; absent for an instant.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Name of the metric it is about; empty for the resource as a whole, and for a new one that has an incident.</summary>
    public string Metric { get; init; } = "";

    /// <summary>Name of the incident it is about, of which the metric follows; empty for none. The incident may be gone with its rows.</summary>
    public string Incident { get; init; } = "";

    /// <summary>Name, made by the server; opaque. Empty for one that is yet to be created.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was created, in UTC. Made by the server.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was last changed, in UTC. Made by the server.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>Version, opaque. Made by the server.</summary>
    public string Etag { get; init; } = "";

    /// <summary>Text for people. A message or data must be given.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whatever the program that made it needs.</summary>
    public JsonObject? Data { get; init; }
}
