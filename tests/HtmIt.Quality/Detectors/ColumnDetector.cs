using HtmIt.Engine;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged row by row by one of the columns it stores.</summary>
internal sealed class ColumnDetector(AnomalyModel model, Func<AnomalyResult, double> column) : IDetector
{
    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = model.Compute(unixSeconds, value);
        return new DetectorRow(column(result), result.Severity, result.Surprise, result.RawAnomalyScore, model.Novelty);
    }
}
