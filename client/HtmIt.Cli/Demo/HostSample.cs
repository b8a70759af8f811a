namespace HtmIt.Cli.Demo;

/// <summary>One measured value of the machine.</summary>
/// <param name="Metric">The metric's name, without its prefix.</param>
/// <param name="Value">The value.</param>
internal readonly record struct HostSample(string Metric, double Value);
