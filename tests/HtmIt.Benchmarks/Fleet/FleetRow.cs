namespace HtmIt.Benchmarks.Fleet;

/// <summary>A row of one metric.</summary>
internal readonly record struct FleetRow(long Time, double Value);
