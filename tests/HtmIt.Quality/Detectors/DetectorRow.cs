namespace HtmIt.Quality.Detectors;

/// <summary>What a detector says about one row: the graded score, 0 or more and without an upper end, and the raw score behind it.</summary>
internal readonly record struct DetectorRow(double Score, double RawAnomalyScore);
