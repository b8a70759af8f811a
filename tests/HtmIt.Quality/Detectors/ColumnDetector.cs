using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged row by row by one of the columns it stores.</summary>
internal sealed class ColumnDetector(ModelParameters parameters, Func<AnomalyResult, double> column) : IDetector
{
    private readonly AnomalyModel _model = new(parameters);

    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = _model.Compute(unixSeconds, value);
        return new DetectorRow(column(result), result.Surprise, result.RawAnomalyScore, _model.Novelty);
    }
}
