using HtmIt.Engine;
using HtmIt.Engine.Incidents;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged by the incidents it opens.</summary>
/// <param name="model">A new model.</param>
/// <param name="raises">Whether rows count at which an open incident was raised.</param>
internal sealed class ModelDetector(AnomalyModel model, bool raises) : IDetector
{
    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = model.Compute(unixSeconds, value);
        return new DetectorRow(
            (model.IncidentEvents & IncidentEvents.Opened) != 0,
            Told(result, model.IncidentEvents, raises),
            result.Severity,
            result.Surprise,
            result.RawAnomalyScore,
            model.Novelty
        );
    }

    /// <summary>The severity at rows that count, else 0.</summary>
    public static double Told(in AnomalyResult result, IncidentEvents events, bool raises)
    {
        var counted = raises ? IncidentEvents.Opened | IncidentEvents.Raised : IncidentEvents.Opened;
        return (events & counted) != 0 ? result.Severity : 0;
    }
}
