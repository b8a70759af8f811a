namespace HtmIt.Client;

/// <summary>What could be monitored, the most worthwhile first.</summary>
/// <param name="Suggested">What to begin with.</param>
/// <param name="Alternates">What comes after them.</param>
public sealed record SuggestedResources(IReadOnlyList<SuggestedResource> Suggested, IReadOnlyList<SuggestedResource> Alternates)
{
    /// <summary>The kinds of resource that AWS gave no answer about, as region/namespace, e.g. us-west-2/AWS/RDS; empty when the suggestions
    /// are complete.</summary>
    public IReadOnlyList<string> Unreachable { get; init; } = [];
}
