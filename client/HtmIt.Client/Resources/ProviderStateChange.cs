namespace HtmIt.Client;

/// <summary>A state that a resource went into.</summary>
/// <param name="Time">When it was noticed, in UTC.</param>
/// <param name="ProviderState">The provider's own word, e.g. <c>running</c>.</param>
public sealed record ProviderStateChange(DateTimeOffset Time, string ProviderState);
