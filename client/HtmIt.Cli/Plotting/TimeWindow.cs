namespace HtmIt.Cli.Plotting;

/// <summary>A span of time.</summary>
internal readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset End);
