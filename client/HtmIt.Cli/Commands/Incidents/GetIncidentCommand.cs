using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Incidents;

/// <summary><c>htmit incidents get</c>.</summary>
internal sealed class GetIncidentCommand : CliCommand
{
    private readonly Argument<string> _incident = new("INCIDENT") { Description = $"The incident's name, as listed, {ShortNames.Form}." };

    public GetIncidentCommand()
        : base("get", "Show an incident with all its reasons, and the annotations about it.") => Takes(_incident);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = await ShortNames.FindIncidentAsync(context.Client, context.Get(_incident)!, cancellationToken);
        var incident = await context.Client.Incidents[name].GetAsync(cancellationToken);
        var notes = await context
            .Client.Annotations.ListAsync(new ListAnnotationsOptions { Incident = incident.Name }, cancellationToken)
            .ToListAsync(cancellationToken);
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new AnnotatedIncidentView(incident, notes));
            return ExitCodes.Ok;
        }

        var metric = await new MetricNames(context.Client).OfAsync(incident.Key, incident.Metric, cancellationToken);
        context.Terminal.Ansi.Write(Describe(incident, metric, notes));
        return ExitCodes.Ok;
    }

    private static Details Describe(Incident incident, string metric, IReadOnlyList<Annotation> notes) =>
        Details.Of([
            ("metric", metric),
            ("name", incident.Name),
            ("resource", incident.DisplayName),
            ("state", Spell.Of(incident.State)),
            ("severity", Show.Surprise(incident.Severity)),
            ("onset", Describe(incident.Onset)),
            ("peak", Describe(incident.Peak)),
            ("noticed", Describe(incident.Noticed)),
            ("last raised", Describe(incident.Last)),
            ("end", incident.End is { } end ? Describe(end) : ""),
            .. incident.Reasons.Select(reason => ("why", $"{Show.Percent(reason.Share)} {reason.Text}")),
            .. notes.Select(note => ("annotation", $"{Show.Time(note.Time)}, {note.User}: {note.Message}")),
        ]);

    private static string Describe(IncidentRow row) =>
        $"{Show.Time(row.Time)}, row {Show.Count(row.RowId)}: {Show.Value(row.Value)}, surprise {Show.Surprise(row.Surprise)}";
}
