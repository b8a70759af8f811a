using HtmIt.Engine;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged by one of the columns it stores.</summary>
internal sealed class ModelDetector(AnomalyModel model, Func<AnomalyResult, double> score) : IDetector
{
    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = model.Compute(unixSeconds, value);
        return new DetectorRow(score(result), result.RawAnomalyScore);
    }
}
