namespace HtmIt.Cli.Demo;

/// <summary>What is known beforehand of a metric: with a range its model starts with the first sample instead of the 288th.</summary>
/// <param name="Name">Its name, without a prefix.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Max">Largest value to expect; the smallest is 0. Larger ones are legal.</param>
internal sealed record HostMetric(string Name, string Unit, double Max);
