namespace HtmIt.Client;

/// <summary>The members that an autostack would have.</summary>
/// <param name="Instances">The members, at most 500.</param>
/// <param name="TooMany">Whether more match, so that such an autostack would be refused.</param>
public sealed record AutostackPreview(IReadOnlyList<AutostackInstance> Instances, bool TooMany);
