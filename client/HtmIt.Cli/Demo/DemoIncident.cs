using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>An incident as a demo shows it.</summary>
/// <param name="MetricName">What its metric is called.</param>
/// <param name="OpeningSeverity">How severe it was when the demo heard of it first.</param>
/// <param name="Newest">The incident as it is now.</param>
internal sealed record DemoIncident(string MetricName, double OpeningSeverity, Incident Newest)
{
    /// <summary>What is known about it beforehand, e.g. that it was planted; empty for nothing.</summary>
    public string Mark { get; init; } = "";

    public override string ToString()
    {
        var raised = Newest.Severity > OpeningSeverity ? $" to {Show.Surprise(Newest.Severity)}" : "";
        var mark = Mark.Length > 0 ? $" [{Mark}]" : "";
        return $"{Show.Time(Newest.Onset.Time)} {MetricName}{mark}, severity {Show.Surprise(OpeningSeverity)}{raised}, "
            + $"peak {Show.Value(Newest.Peak.Value)} at {Show.Clock(Newest.Peak.Time)}: {IncidentLine.Why(Newest)}";
    }
}
