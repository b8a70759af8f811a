namespace HtmIt.Quality.Detectors;

/// <summary>What a detector says about one row.</summary>
/// <param name="Opens">Whether an incident opened at this row.</param>
/// <param name="Told">The severity of the incident that opened at this row, or was raised at it where raises count; 0 at all other rows.</param>
/// <param name="Severity">The severity of the row as it is stored.</param>
/// <param name="Surprise">How unusual the row is by itself, in decades.</param>
/// <param name="RawAnomalyScore">Share of the active columns that nobody predicted.</param>
/// <param name="Novelty">How far the row's columns were from being expected; what the evidence of sequence is made of.</param>
internal readonly record struct DetectorRow(
    bool Opens,
    double Told,
    double Severity,
    double Surprise,
    double RawAnomalyScore,
    double Novelty
);
