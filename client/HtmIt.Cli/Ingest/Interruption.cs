using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Ingest;

/// <summary>Says what is there when a file was not sent to its end, and how to go on.</summary>
internal static class Interruption
{
    private const string GoOn = "The same command goes on from here: rows that are stored count as success.";

    /// <param name="step">What was being done.</param>
    /// <param name="storedCount">How many rows are stored.</param>
    /// <param name="isMonitored">Whether the metrics are monitored from their first row on.</param>
    /// <param name="isWanted">Whether they are to be monitored at all.</param>
    public static CliException ToException(IngestStep step, long storedCount, bool isMonitored, bool isWanted)
    {
        var rows = Show.Count(storedCount, "row");
        var (message, detail) = (step, storedCount) switch
        {
            (IngestStep.Scoring, _) => ($"Interrupted: {rows} are stored and monitored.", "The server goes on scoring them by itself."),
            (IngestStep.Sending, 0) => ("Interrupted: nothing is stored yet.", GoOn),
            _ when isMonitored => ($"Interrupted: {rows} are stored and monitored.", GoOn),
            _ when isWanted => (
                $"Interrupted: {rows} are stored, but no model was made for them: without one they are not scored.",
                $"{GoOn} It makes the models at its end; \"htmit models create METRIC\" makes one now."
            ),
            _ => ($"Interrupted: {rows} are stored.", GoOn),
        };
        return new CliException(message, ExitCodes.Interrupted) { Details = [detail] };
    }
}
