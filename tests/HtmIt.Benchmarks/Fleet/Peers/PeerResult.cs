namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>What forests cost in place of models.</summary>
internal sealed record PeerResult(int Forests, TurnsResult Times, long Bytes);
