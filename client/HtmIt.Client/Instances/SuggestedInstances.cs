namespace HtmIt.Client.Instances;

/// <summary>What could be monitored, the most worthwhile first.</summary>
/// <param name="Suggested">What to begin with.</param>
/// <param name="Alternates">What comes after them.</param>
public sealed record SuggestedInstances(IReadOnlyList<SuggestedInstance> Suggested, IReadOnlyList<SuggestedInstance> Alternates);
