namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Turns recorded rows into notifications and deliveries. One server at a time.</summary>
public interface IDecisionStore
{
    /// <summary>Most rows decided in one transaction.</summary>
    const int BatchSize = 1_000;

    /// <summary>Takes the next recorded rows off the record, and stores the decisions on them, in one transaction.</summary>
    Task<DecisionOutcome> DecideAsync(Func<DecisionInput, IReadOnlyList<NewNotification>> decide, CancellationToken cancellationToken);

    /// <summary>Lets what Alertmanagers were told of incidents that go on be told again, where that was before a time. An incident whose metric has had no
    /// sample since another time goes on for nobody.</summary>
    /// <returns>How many.</returns>
    Task<int> RefreshAlertsAsync(DateTimeOffset toldBefore, DateTimeOffset sampledSince, CancellationToken cancellationToken);

    /// <summary>Removes devices that fetched nothing since, and notifications of samples before.</summary>
    Task<PurgeOutcome> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
