using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>A row's scores in a line, the one to go by first.</summary>
internal static class ScoreText
{
    /// <param name="row">The row.</param>
    /// <param name="start">What stands before its scores.</param>
    /// <param name="learning">How far its model had learnt; empty when it had.</param>
    public static string Of(MetricDataRow? row, string start, string learning) =>
        row?.Score is not { } score
            ? $"{start}  no score"
            : $"{start}  severity {(score.Severity > 0 ? Show.Severity(score.Severity) : "-")}  surprise {Show.Surprise(score.Surprise)}  "
                + $"likelihood {Show.Score(score.AnomalyLikelihood)}{(learning.Length > 0 ? $"  {learning}" : "")}";
}
