namespace HtmIt.Cli.Plotting;

/// <summary>What somebody wrote about a time, to be seen in the picture.</summary>
internal readonly record struct PlotAnnotation(DateTimeOffset Time, string Message);
