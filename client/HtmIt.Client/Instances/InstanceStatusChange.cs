namespace HtmIt.Client;

/// <summary>A state that an instance went into.</summary>
/// <param name="Time">When it was noticed, in UTC.</param>
/// <param name="Status">The provider's own word, e.g. <c>running</c>.</param>
public sealed record InstanceStatusChange(DateTimeOffset Time, string Status);
