using System.Text.Json.Nodes;

namespace HtmIt.Core.Metrics;

/// <summary>What people say about a custom metric. None of it makes it another metric, and all of it may change.</summary>
public sealed record MetricDetails
{
    public static readonly MetricDetails None = new();

    /// <summary>Unit of the values; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>A sentence about it; empty for the usual one.</summary>
    public string Description { get; init; } = "";

    /// <summary>The thing measured; empty for what its key says.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Anything the customer wants to find again; null for nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    public bool Equals(MetricDetails? other) =>
        other is not null
        && (Unit, Description, Resource) == (other.Unit, other.Description, other.Resource)
        && JsonNode.DeepEquals(UserInfo, other.UserInfo);

    public override int GetHashCode() => HashCode.Combine(Unit, Description, Resource);
}
