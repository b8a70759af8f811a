using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Incidents;

/// <summary><c>htmit incidents</c>: what was unusual, and why.</summary>
internal sealed class IncidentsCommand : CommandGroup
{
    public IncidentsCommand()
        : base("incidents", "What was unusual: from when to when, how severe, and why.")
    {
        Add(new ListIncidentsCommand());
        Add(new GetIncidentCommand());
        Add(new WatchIncidentsCommand());
    }
}
