using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged by one of the columns it stores.</summary>
internal sealed class ModelDetector(ModelParameters parameters, Func<AnomalyResult, double> score) : IDetector
{
    private readonly AnomalyModel _model = new(parameters);

    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = _model.Compute(unixSeconds, value);
        return new DetectorRow(score(result), result.RawAnomalyScore);
    }
}
