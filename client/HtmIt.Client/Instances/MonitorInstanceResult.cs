namespace HtmIt.Client;

/// <summary>What became of the wish to monitor an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Created">Whether this call created it; false when it was monitored already, and then nothing was changed.</param>
public sealed record MonitorInstanceResult(Instance Instance, bool Created);
