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
        Description = "The resource it is about, as `htmit metrics get` shows it.",
    };
    private readonly Argument<string> _message = new("MESSAGE") { Description = "The text." };
    private readonly Option<DateTimeOffset?> _at = TimeOption.Create("--at", "The instant it is about. Default: now.");
    private readonly Option<DateTimeOffset?> _until = TimeOption.Create(
        "--until",
        "The end of the span it is about. Default: it is an instant."
    );
    private readonly Option<string> _metric = new("--metric") { Description = $"Only this metric of the resource. {MetricNames.Help}" };
    private readonly Option<Guid?> _id = new("--id")
    {
        Description = "What its name is made of; given again with the same annotation, nothing is added. Default: a random UUID.",
        HelpName = "UUID",
    };
    private readonly Option<string> _user = new("--user") { Description = "Who makes it. Default: the user of this session." };
    private readonly Option<string> _data = AnnotationInput.DataOption();

    public AddAnnotationCommand()
        : base("add", "Add an annotation.") => Takes(_resource, _message, _at, _until, _metric, _user, _data, _id);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var time = context.Get(_at) ?? context.Clock.GetUtcNow();
        var annotation = new Annotation(context.Get(_resource)!, time, AnnotationInput.Client, context.Get(_user) ?? Environment.UserName)
        {
            EndTime = context.Get(_until),
            Metric = await AnnotationInput.ResolveAsync(context, _metric, cancellationToken),
            Message = context.Get(_message)!,
            Data = AnnotationInput.ParseData(context, _data),
        };
        var added = await context.Client.Annotations.CreateAsync(annotation, context.Get(_id) ?? Guid.NewGuid(), cancellationToken);
        context.Output.Write(new AnnotationView(added), $"added {added.Name}");
        return ExitCodes.Ok;
    }
}
