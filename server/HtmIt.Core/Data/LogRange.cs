namespace HtmIt.Core.Data;

/// <summary>The positions that exist: commits after <paramref name="Oldest"/> up to <paramref name="Newest"/>.</summary>
public readonly record struct LogRange(long Oldest, long Newest);
