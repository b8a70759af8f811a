using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>What to change of an annotation; what is absent stays.</summary>
public sealed record AnnotationChange
{
    /// <summary>The instant it is about; the fraction of a second is dropped.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Who made it.</summary>
    public string? User { get; init; }

    /// <summary>Text for people; empty for none, if there are data.</summary>
    public string? Message { get; init; }

    /// <summary>Whatever the program that made it needs.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Whether its data are removed; not together with <see cref="Data"/>. Default: false.</summary>
    public bool RemoveData { get; init; }

    /// <summary>Whether nothing is to change. Such a change is refused.</summary>
    public bool IsEmpty => Time is null && User is null && Message is null && Data is null && !RemoveData;

    internal void Validate()
    {
        if (Data is not null && RemoveData)
        {
            throw new ArgumentException($"Give {nameof(Data)} or {nameof(RemoveData)}, not both.");
        }
    }
}
