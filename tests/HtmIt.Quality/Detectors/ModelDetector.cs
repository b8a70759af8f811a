using HtmIt.Engine;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Parameters;

namespace HtmIt.Quality.Detectors;

/// <summary>The engine's model, judged by the incidents it opens.</summary>
/// <param name="parameters">What the model is made with.</param>
/// <param name="raises">Whether rows count at which an open incident was raised.</param>
internal sealed class ModelDetector(ModelParameters parameters, bool raises) : IDetector
{
    private readonly AnomalyModel _model = new(parameters);

    public DetectorRow Compute(long unixSeconds, double value)
    {
        var result = _model.Compute(unixSeconds, value);
        return new DetectorRow(Told(result, _model.IncidentEvents, raises), result.Surprise, result.RawAnomalyScore, _model.Novelty);
    }

    /// <summary>The severity at rows that count, else 0.</summary>
    public static double Told(in AnomalyResult result, IncidentEvents events, bool raises)
    {
        var counted = raises ? IncidentEvents.Opened | IncidentEvents.Raised : IncidentEvents.Opened;
        return (events & counted) != 0 ? result.Severity : 0;
    }
}
