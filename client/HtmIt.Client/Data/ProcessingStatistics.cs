namespace HtmIt.Client;

/// <summary>How much scoring work waits on the server.</summary>
/// <param name="UnprocessedRowCount">Stored samples of monitored metrics that wait for their score.</param>
public sealed record ProcessingStatistics(long UnprocessedRowCount);
