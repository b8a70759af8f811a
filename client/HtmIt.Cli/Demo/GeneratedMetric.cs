namespace HtmIt.Cli.Demo;

/// <summary>A made-up metric with what was planted in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Planted">What happens in it, for people; "nothing" is worth showing too.</param>
/// <param name="When">When that is; absent where nothing happens.</param>
/// <param name="Value">The value of a sample: its index from the start of the history, its hour of the day, and noise in [-1, 1].</param>
internal sealed record GeneratedMetric(string Name, string Planted, PlantedSpan? When, Func<int, double, double, double> Value);
