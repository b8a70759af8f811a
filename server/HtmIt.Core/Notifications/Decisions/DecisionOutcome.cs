namespace HtmIt.Core.Notifications.Decisions;

/// <summary>What one transaction of decisions came to.</summary>
public readonly record struct DecisionOutcome(int Candidates, int Notifications, int Deliveries);
