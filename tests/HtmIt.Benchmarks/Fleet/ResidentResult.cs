namespace HtmIt.Benchmarks.Fleet;

/// <summary>Bytes a model adds to a process: at the end, and at most.</summary>
internal sealed record ResidentResult(long Bytes, long Peak, bool ServerCollector);
