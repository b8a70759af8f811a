namespace HtmIt.Core.Models;

/// <summary>A saved model state: a cache of what replaying the rows up to <paramref name="RowId"/> gives.</summary>
public sealed record Checkpoint(int Generation, long RowId, byte[] State);
