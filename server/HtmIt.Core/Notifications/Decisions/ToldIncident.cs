namespace HtmIt.Core.Notifications.Decisions;

/// <summary>What a device was told of an incident.</summary>
/// <param name="Severity">The largest that it was told.</param>
/// <param name="HasEnded">Whether it was told of the end.</param>
public readonly record struct ToldIncident(double Severity, bool HasEnded);
