namespace HtmIt.Client;

/// <summary>How much scoring work waits on the server.</summary>
/// <param name="UnprocessedRowCount">Stored samples of monitored metrics that wait for their score.</param>
/// <param name="ProcessingTimeRemaining">How long that is expected to take, at a cautious planning rate.</param>
public sealed record ProcessingStatistics(long UnprocessedRowCount, TimeSpan ProcessingTimeRemaining);
