using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>What to change of an annotation; what is absent stays.</summary>
public sealed record AnnotationChange
{
    /// <summary>The instant it is about, or the start of the span; the fraction of a second is dropped.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The end of the span.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Whether it is to be about an instant; not together with <see cref="EndTime"/>. Default: false.</summary>
    public bool RemoveEndTime { get; init; }

    /// <summary>Who made it.</summary>
    public string? User { get; init; }

    /// <summary>Text for people; empty for none, if there are data.</summary>
    public string? Message { get; init; }

    /// <summary>Whatever the program that made it needs.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Whether its data are removed; not together with <see cref="Data"/>. Default: false.</summary>
    public bool RemoveData { get; init; }

    /// <summary>The annotation must still be that with this etag. Default: whichever it is.</summary>
    public string? Etag { get; init; }

    /// <summary>Whether nothing is to change. Such a change is refused.</summary>
    public bool IsEmpty =>
        Time is null && EndTime is null && !RemoveEndTime && User is null && Message is null && Data is null && !RemoveData;

    internal void Validate()
    {
        if (Data is not null && RemoveData)
        {
            throw new ArgumentException($"Give {nameof(Data)} or {nameof(RemoveData)}, not both.");
        }

        if (EndTime is not null && RemoveEndTime)
        {
            throw new ArgumentException($"Give {nameof(EndTime)} or {nameof(RemoveEndTime)}, not both.");
        }
    }
}
