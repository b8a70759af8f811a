namespace HtmIt.Core.Collecting;

/// <summary>Series of a batch that have the same fate.</summary>
/// <param name="Report">The calls that were made to know it.</param>
public sealed record CallPart<T>(IReadOnlyList<T> Series, CallOutcome Outcome, CollectionReport Report)
    where T : IRequested;
