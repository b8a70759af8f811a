namespace HtmIt.Core.Notifications.Decisions;

/// <summary>What a device was not told for one reason.</summary>
/// <param name="MetricNumber">The metric of the last of them.</param>
public readonly record struct HeldBack(int Count, int MetricNumber);
