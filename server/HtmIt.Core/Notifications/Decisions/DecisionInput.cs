using HtmIt.Core.Incidents;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>What decisions go by.</summary>
/// <param name="Candidates">In order of their commits.</param>
/// <param name="Selections">Which devices the candidates' metrics concern.</param>
/// <param name="Unseen">Sample time of the latest notification that is not seen, by device and resource.</param>
/// <param name="Known">The candidates' rows that devices have notifications of already.</param>
/// <param name="Told">What devices have been told of the candidates' incidents.</param>
public sealed record DecisionInput(
    IReadOnlyList<NotificationCandidate> Candidates,
    IReadOnlyList<Device> Devices,
    DeviceSelections Selections,
    Dictionary<(string DeviceId, ResourceId Resource), long> Unseen,
    HashSet<(int MetricNumber, long RowId, string DeviceId)> Known,
    Dictionary<(IncidentId Incident, string DeviceId), ToldIncident> Told
)
{
    /// <summary>What was held back from devices: how often, and the last one.</summary>
    public Dictionary<(string DeviceId, HoldBackReason Reason), HeldBack> HeldBack { get; } = [];

    /// <summary>Channels by which devices want to be told and this server cannot.</summary>
    public HashSet<(string DeviceId, NotificationChannel Channel)> NotSetUp { get; } = [];
}
