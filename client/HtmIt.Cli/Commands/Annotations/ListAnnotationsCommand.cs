using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations list</c>.</summary>
internal sealed class ListAnnotationsCommand : CliCommand
{
    private readonly Option<string> _resource = new("--of")
    {
        Description = "Only annotations about this resource.",
        HelpName = "RESOURCE",
    };
    private readonly Option<string> _metric = new("--metric") { Description = "Only annotations about this metric." };
    private readonly Option<string> _incident = new("--incident")
    {
        Description = "Only annotations about this incident.",
        HelpName = "INCIDENT",
    };
    private readonly Option<string> _user = new("--user") { Description = "Only annotations of this user." };
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "Only annotations about this time or later.");
    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Only annotations about this time or earlier.");

    public ListAnnotationsCommand()
        : base("list", "List annotations, those created last first.") => Takes(_resource, _metric, _incident, _user, _from, _to);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ListAnnotationsOptions
        {
            Resource = context.Get(_resource) ?? "",
            Metric = await AnnotationInput.ResolveAsync(context, _metric, cancellationToken),
            Incident = await AnnotationInput.ResolveIncidentAsync(context, _incident, cancellationToken),
            User = context.Get(_user) ?? "",
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
        };
        var annotations = await context.Client.Annotations.ListAsync(options, cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new AnnotationsView(annotations.Select(annotation => new AnnotationView(annotation))),
            [Clocks.Title("time"), "?until", "~resource", "?user", ".message", "#name"],
            annotations.Select(annotation =>
                new[]
                {
                    Show.Time(annotation.Time),
                    Show.Time(annotation.EndTime),
                    annotation.Resource,
                    annotation.User,
                    annotation.Message,
                    annotation.Name,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
