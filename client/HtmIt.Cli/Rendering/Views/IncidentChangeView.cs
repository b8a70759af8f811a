using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What happened to an incident, how it is now, and where a watch can go on after it.</summary>
internal sealed record IncidentChangeView(IncidentChangeKind Change, IncidentView Incident, string? Position);
