using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Watch;

namespace HtmIt.Core.Notifications.Simulations;

/// <summary>Runs the decisions over stored rows, as if a device had been there: each candidate is decided on at its time, nothing comes late, and
/// nobody marks a notification as seen.</summary>
public sealed class SimulateDevice(
    ICandidateHistory history,
    DecideNotifications decide,
    IMetricStore metrics,
    SeenMetrics seen,
    Learning learning
)
{
    /// <summary>As many notifications are given; the rest is counted.</summary>
    public const int MostGiven = 1_000;

    private const int MostCandidates = 100_000;

    /// <exception cref="DomainException">MetricNotFound, TooLarge.</exception>
    public async Task<DeviceSimulation> ExecuteAsync(Device device, SimulationQuery query, CancellationToken cancellationToken)
    {
        // A device is told nothing while it is muted, which says nothing about its other settings.
        device = device with
        {
            MutedUntil = null,
        };
        var candidates = await ReadAsync(device, query, cancellationToken);
        var known = await seen.FindAsync(candidates.Select(one => one.Candidate.MetricNumber).Distinct(), cancellationToken);
        var state = new DecisionInput([], [device], new(known), [], [], []);
        var given = new List<SimulatedNotification>();
        var counts = new Dictionary<NotificationKind, int>();
        var heldBack = new HeldBackCandidates();
        foreach (var (time, past) in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!known.TryGetValue(past.MetricNumber, out var metric))
            {
                continue;
            }
            var now = DateTimeOffset.FromUnixTimeSeconds(time);
            var candidate = past with { Resource = metric.ResourceId };
            var why = HoldBack.First(device, candidate, state, learning, now);
            var decided = decide.Execute(state with { Candidates = [candidate] }, now);
            foreach (var one in decided)
            {
                counts[one.Kind] = counts.GetValueOrDefault(one.Kind) + 1;
                if (given.Count < MostGiven)
                {
                    given.Add(new(time, one.Kind, candidate, metric));
                }
            }
            heldBack.Note(candidate, decided.Count > 0, why);
        }
        return new(given, counts, heldBack.Count());
    }

    private async Task<IReadOnlyList<PastCandidate>> ReadAsync(Device device, SimulationQuery query, CancellationToken cancellationToken)
    {
        var threshold = device.Score == NotificationScore.Likelihood ? device.LikelihoodThreshold : device.SeverityThreshold;
        var read = new CandidateQuery(device.Score, threshold, query.FromTime, query.ToTime) { Limit = MostCandidates + 1 };
        if (!query.Selector.IsEmpty)
        {
            read = read with { Metrics = [.. (await metrics.ListNumbersAsync(new(query.Selector), cancellationToken)).Keys] };
        }
        var found = await history.ReadAsync(read, cancellationToken);
        return found.Count <= MostCandidates
            ? found
            : throw DomainErrors.TooLarge(
                "start_time",
                found.Count,
                $"must leave at most {MostCandidates} rows or steps of incidents that reach the device's threshold: take a shorter period, fewer metrics or a higher threshold"
            );
    }
}
