using HtmIt.Engine;
using HtmIt.Engine.Incidents;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged row by row by one of the columns it stores.</summary>
internal sealed class ColumnDetector(AnomalyModel model, Func<AnomalyResult, double> column) : IDetector
{
    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = model.Compute(unixSeconds, value);
        return new DetectorRow(
            (model.IncidentEvents & IncidentEvents.Opened) != 0,
            column(result),
            result.Severity,
            result.Surprise,
            result.RawAnomalyScore,
            model.Novelty
        );
    }
}
