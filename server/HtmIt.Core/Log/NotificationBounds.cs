using HtmIt.Engine;

namespace HtmIt.Core.Log;

/// <summary>The lowest thresholds of all devices: what lies below both concerns nobody. Null where no device goes by that score.</summary>
public readonly record struct NotificationBounds(double? Likelihood, double? Severity)
{
    /// <summary>There is no device.</summary>
    public bool IsEmpty => Likelihood is null && Severity is null;

    public bool Reaches(in AnomalyResult score) =>
        score.AnomalyLikelihood >= Likelihood || (score.Severity > 0 && score.Severity >= Severity);
}
