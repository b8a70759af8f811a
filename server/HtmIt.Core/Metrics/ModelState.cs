namespace HtmIt.Core.Metrics;

/// <summary>What a model has learnt up to a row.</summary>
/// <param name="Time">Sample time of that row.</param>
public sealed record ModelState(long RowId, long Time, byte[] Bytes);
