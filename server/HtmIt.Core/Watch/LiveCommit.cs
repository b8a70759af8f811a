using HtmIt.Core.Log;

namespace HtmIt.Core.Watch;

/// <summary>A commit as a live subscriber hears of it.</summary>
/// <param name="Batch">Its rows; null when it is known only that <paramref name="Mark"/> is the database's newest commit now, made by another
/// node, or left when the database went back.</param>
public readonly record struct LiveCommit(CommitMark Mark, CommittedBatch? Batch);
