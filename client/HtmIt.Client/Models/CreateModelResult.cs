namespace HtmIt.Client;

/// <summary>What became of the wish to monitor a metric.</summary>
/// <param name="Model">The model.</param>
/// <param name="Created">Whether this call created it; false when the metric was monitored already, and then nothing was changed.</param>
public sealed record CreateModelResult(Model Model, bool Created);
