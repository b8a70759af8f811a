using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations add</c>.</summary>
internal sealed class AddAnnotationCommand : CliCommand
{
    private readonly Argument<string> _server = new("SERVER") { Description = "The server it is about, as `htmit metrics get` shows it." };
    private readonly Argument<string> _message = new("MESSAGE") { Description = "The text." };
    private readonly Option<DateTimeOffset?> _at = TimeOption.Create("--at", "The instant it is about. Default: now.");
    private readonly Option<string> _user = new("--user") { Description = "Who makes it. Default: the user of this session." };
    private readonly Option<string> _data = AnnotationInput.DataOption();

    public AddAnnotationCommand()
        : base("add", "Add an annotation.") => Takes(_server, _message, _at, _user, _data);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var time = context.Get(_at) ?? context.Clock.GetUtcNow();
        var annotation = new Annotation(context.Get(_server)!, time, AnnotationInput.Client, context.Get(_user) ?? Environment.UserName)
        {
            Message = context.Get(_message)!,
            Data = AnnotationInput.ParseData(context, _data),
        };
        var added = await context.Client.Annotations.CreateAsync(annotation, cancellationToken);
        context.Output.Write(new AnnotationView(added), $"added {added.Name}");
        return ExitCodes.Ok;
    }
}
