namespace HtmIt.Cli.Demo;

/// <summary>The last line of a demo, as JSON.</summary>
/// <param name="Metrics">Metrics that were watched.</param>
/// <param name="Samples">Samples that were stored in this run: live ones, and the history when this run loaded it.</param>
/// <param name="Scored">Of them, those whose score arrived.</param>
/// <param name="Incidents">Incidents seen in this run, in live rows and in the history.</param>
/// <param name="SecondsToFirstScore">From the start of the command to the first live score; absent when none arrived.</param>
internal sealed record DemoSummary(int Metrics, long Samples, long Scored, int Incidents, double? SecondsToFirstScore);
