namespace HtmIt.Core.Collecting;

/// <summary>One round of collecting.</summary>
public sealed record CollectionRound(DateTimeOffset Now, CollectionPace Pace);
