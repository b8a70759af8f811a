using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations add</c>.</summary>
internal sealed class AddAnnotationCommand : CliCommand
{
    private readonly Argument<string> _resource = new("RESOURCE")
    {
        Description = "The resource it is about, as `htmit metrics get` shows it. May be left out with --incident.",
    };
    private readonly Argument<string?> _message = new("MESSAGE") { Description = "The text.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<GivenTime?> _at = TimeOption.Create(
        "--at",
        "The instant it is about. Default: the onset of the incident, or now."
    );
    private readonly Option<GivenTime?> _until = TimeOption.Create(
        "--until",
        "The end of the span it is about. Default: it is an instant."
    );
    private readonly Option<string> _metric = new("--metric") { Description = $"Only this metric of the resource. {MetricNames.Help}" };
    private readonly Option<string> _incident = new("--incident")
    {
        Description = "The incident it is about, as `htmit incidents list` shows its name.",
        HelpName = "INCIDENT",
    };
    private readonly Option<Guid?> _id = new("--id")
    {
        Description = "What its name is made of; given again with the same annotation, nothing is added. Default: a random UUID.",
        HelpName = "UUID",
    };
    private readonly Option<string> _user = new("--user") { Description = "Who makes it. Default: the user of this session." };
    private readonly Option<string> _data = AnnotationInput.DataOption();

    public AddAnnotationCommand()
        : base("add", "Add an annotation.")
    {
        Takes(_resource, _message, _at, _until, _metric, _incident, _user, _data, _id);
        Validators.Add(result =>
        {
            if (result.GetResult(_incident) is null && result.GetResult(_message) is null or { Tokens.Count: 0 })
            {
                result.AddError("MESSAGE is missing: give RESOURCE and MESSAGE, or MESSAGE and --incident.");
            }
        });
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var incident = await AnnotationInput.ResolveIncidentAsync(context, _incident, cancellationToken);
        // The server knows when the incident began, and of what it is.
        var time = context.Get(_at) ?? (incident.Length > 0 ? default : context.Clock.GetUtcNow());
        var (resource, message) = context.Get(_message) is { } text ? (context.Get(_resource)!, text) : ("", context.Get(_resource)!);
        var annotation = new Annotation(resource, time, AnnotationInput.Client, context.Get(_user) ?? Environment.UserName)
        {
            EndTime = context.Get(_until),
            Metric = await AnnotationInput.ResolveAsync(context, _metric, cancellationToken),
            Incident = incident,
            Message = message,
            Data = AnnotationInput.ParseData(context, _data),
        };
        var added = await context.Client.Annotations.CreateAsync(annotation, context.Get(_id) ?? Guid.NewGuid(), cancellationToken);
        context.Output.Write(new AnnotationView(added), $"added {added.Name}");
        return ExitCodes.Ok;
    }
}
