namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: incidents.</summary>
internal sealed record IncidentsView(IEnumerable<IncidentView> Incidents);
