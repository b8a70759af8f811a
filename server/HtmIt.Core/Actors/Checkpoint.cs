namespace HtmIt.Core.Actors;

/// <summary>A saved model state: a cache of what replaying the rows up to <paramref name="RowId"/> gives.</summary>
/// <param name="Time">Sample time of that row.</param>
public sealed record Checkpoint(int Generation, long RowId, long Time, ArraySegment<byte> State)
{
    /// <summary>Where the state's memory comes from, if it is used again.</summary>
    internal PooledBytes? Pool { get; init; }

    /// <summary>Keeps the state's memory until what it gives is disposed, for an attempt to store it: one that is left to itself may go on
    /// reading after the checkpoint is done with.</summary>
    public IDisposable? Hold() => Pool?.Hold();
}
