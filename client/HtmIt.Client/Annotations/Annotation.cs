using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>A note about a resource (the thing measured) at an instant.</summary>
/// <param name="Resource">The resource it is about.</param>
/// <param name="Time">The instant it is about; the fraction of a second is dropped.</param>
/// <param name="Client">The device or program it was made with.</param>
/// <param name="User">Who made it.</param>
public sealed record Annotation(string Resource, DateTimeOffset Time, string Client, string User)
{
    /// <summary>Name, made by the server; opaque. Empty for one that is yet to be created.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was created, in UTC. Made by the server.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Text for people. A message or data must be given.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whatever the program that made it needs.</summary>
    public JsonObject? Data { get; init; }
}
