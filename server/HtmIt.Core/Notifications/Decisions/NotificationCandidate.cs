using HtmIt.Core.Incidents;
using HtmIt.Core.Names;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>A row whose likelihood may concern a device, or a change of an incident that may.</summary>
/// <param name="Resource">The thing measured; notifications are throttled by it.</param>
/// <param name="RowId">Of an incident: the row of its last step, as for what follows.</param>
/// <param name="SampleTime">Whole seconds since 1970, UTC.</param>
public readonly record struct NotificationCandidate(
    int MetricNumber,
    ResourceId Resource,
    long RowId,
    long SampleTime,
    double Value,
    double AnomalyLikelihood,
    double Surprise,
    double Severity
)
{
    /// <summary>The incident as it is now; null for a row.</summary>
    public Incident? Incident { get; init; }

    /// <summary>The likelihood of the incident's peak.</summary>
    public double PeakLikelihood { get; init; }

    /// <summary>Whether it is of samples that do not come: no model has to learn for that.</summary>
    public bool IsSilence => Incident?.Kind == IncidentKind.Silence;

    /// <summary>Sample time of the row that would be told.</summary>
    public long ToldTime => Incident?.State.Peak.UnixSeconds ?? SampleTime;
}
