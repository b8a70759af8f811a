using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Ingest;

/// <summary>How far a model is with its metric's rows.</summary>
internal sealed record ModelState(string Name, string Metric, string MetricName, bool Created, MetricStatus Status, string StatusMessage)
{
    public long RowCount { get; init; }

    public long ScoredRowCount { get; init; }

    /// <summary>How long scoring took, when it was waited for.</summary>
    public double? ScoringSeconds { get; init; }

    /// <summary>Whether waiting longer changes nothing.</summary>
    public bool IsSettled =>
        Status is MetricStatus.PendingData or MetricStatus.Error or MetricStatus.Unmonitored
        || (Status == MetricStatus.Active && ScoredRowCount >= RowCount);

    public string Describe() =>
        Status switch
        {
            MetricStatus.PendingData => "its model waits for 288 samples, because no range was given",
            MetricStatus.Error => $"its model failed: {StatusMessage}",
            _ when ScoringSeconds is { } seconds =>
                $"{Show.Count(ScoredRowCount)} of {Show.Count(RowCount)} rows scored in {seconds:0.0} s ({Spell.Of(Status)})",
            _ => Created ? "is monitored from now on" : $"was monitored already ({Spell.Of(Status)})",
        };
}
