using HtmIt.Core.Incidents;
using HtmIt.Core.Notifications.Decisions;

namespace HtmIt.Core.Notifications.Simulations;

/// <summary>Counts what is never told, by what holds it back: an incident once, however often it is decided on.</summary>
internal sealed class HeldBackCandidates
{
    private readonly Dictionary<(IncidentId? Incident, int Metric, long Row), HoldBackReason> _untold = [];
    private readonly HashSet<IncidentId> _told = [];

    /// <param name="why">What held it back; null for nothing.</param>
    public void Note(in NotificationCandidate candidate, bool isTold, HoldBackReason? why)
    {
        var key = candidate.Incident is { } incident ? (incident.Id, 0, 0) : ((IncidentId?)null, candidate.MetricNumber, candidate.RowId);
        if (isTold)
        {
            _untold.Remove(key);
            if (key.Item1 is { } id)
            {
                _told.Add(id);
            }
        }
        else if (why is { } reason && !(key.Item1 is { } of && _told.Contains(of)))
        {
            _untold[key] = reason;
        }
    }

    public IReadOnlyDictionary<HoldBackReason, int> Count() => _untold.Values.CountBy(reason => reason).ToDictionary();
}
