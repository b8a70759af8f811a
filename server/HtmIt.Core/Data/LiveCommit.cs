namespace HtmIt.Core.Data;

/// <summary>A commit as a live subscriber hears of it.</summary>
/// <param name="Batch">Its rows; null when it is known only that there are commits up to <paramref name="Position"/>, made by another node.</param>
public readonly record struct LiveCommit(long Position, CommittedBatch? Batch);
