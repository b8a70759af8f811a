namespace HtmIt.Client;

/// <summary>What became of the wish to monitor a resource.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Created">Whether this call created it; false when it was monitored already, and then nothing was changed.</param>
public sealed record MonitorResourceResult(Resource Resource, bool Created);
