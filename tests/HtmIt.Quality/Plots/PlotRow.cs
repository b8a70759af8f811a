namespace HtmIt.Quality.Plots;

/// <summary>What is drawn of a row.</summary>
/// <param name="RawAnomalyScore">Share of the active columns that nobody predicted.</param>
/// <param name="Surprise">How unusual the row is by itself, in decades.</param>
/// <param name="Opened">The severity of the incident that opened at this row, else 0.</param>
internal readonly record struct PlotRow(double RawAnomalyScore, double Surprise, double Opened);
