namespace HtmIt.Core.Actors;

/// <summary>A saved model state: a cache of what replaying the rows up to <paramref name="RowId"/> gives.</summary>
/// <param name="Time">Sample time of that row.</param>
public sealed record Checkpoint(int Generation, long RowId, long Time, byte[] State);
