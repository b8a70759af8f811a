using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>An incident in one line, for people.</summary>
internal static class IncidentLine
{
    public static string Of(Incident incident, string metricName) =>
        $"{Show.Time(incident.Onset.Time)}  {metricName}  severity {Show.Surprise(incident.Severity)}  "
        + $"peak {Show.Value(incident.Peak.Value)} at {Show.Time(incident.Peak.Time)}  {Why(incident)}";

    /// <summary>The reason with the largest share, in words.</summary>
    public static string Why(Incident incident) => incident.Reasons is [var first, ..] ? first.Text : "";
}
