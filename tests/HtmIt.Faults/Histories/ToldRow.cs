namespace HtmIt.Faults.Histories;

/// <summary>A row that a watch gave.</summary>
/// <param name="Stream">Which of the watch's streams: each break begins another.</param>
/// <param name="Position">The position that came with it.</param>
/// <param name="Metric">The metric's resource name.</param>
/// <param name="Score">Its surprise, if it had a score.</param>
internal readonly record struct ToldRow(
    string Watch,
    int Stream,
    string Position,
    string Metric,
    long RowId,
    long Time,
    double Value,
    double? Score
);
