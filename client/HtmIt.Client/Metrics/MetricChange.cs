using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>What else is to be said about a custom metric; what is absent stays, what is empty goes back to what is usual.</summary>
public sealed record MetricChange
{
    /// <summary>Unit of the values, for people.</summary>
    public string? Unit { get; init; }

    /// <summary>A sentence about it, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The thing measured; groups metrics into resources.</summary>
    public string? Resource { get; init; }

    /// <summary>Anything to be found again with the metric.</summary>
    public JsonObject? UserInfo { get; init; }

    /// <summary>Whether its user info is removed; not together with <see cref="UserInfo"/>. Default: false.</summary>
    public bool RemoveUserInfo { get; init; }

    /// <summary>Version that the metric must have still, as received. Default: whatever it has.</summary>
    public string Etag { get; init; } = "";

    /// <summary>Whether nothing is to change. Such a change is refused.</summary>
    public bool IsEmpty => Unit is null && Description is null && Resource is null && UserInfo is null && !RemoveUserInfo;

    internal void Validate()
    {
        if (UserInfo is not null && RemoveUserInfo)
        {
            throw new ArgumentException($"Give {nameof(UserInfo)} or {nameof(RemoveUserInfo)}, not both.");
        }
    }
}
