using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations update</c>.</summary>
internal sealed class UpdateAnnotationCommand : CliCommand
{
    private readonly Argument<string> _name = AnnotationInput.NameArgument();
    private readonly Option<string> _message = new("--message") { Description = "The text." };
    private readonly Option<GivenTime?> _at = TimeOption.Create("--at", "The instant it is about.");
    private readonly Option<GivenTime?> _until = TimeOption.Create("--until", "The end of the span it is about.");
    private readonly Option<string> _user = new("--user") { Description = "Who makes it." };
    private readonly Option<string> _data = AnnotationInput.DataOption();

    public UpdateAnnotationCommand()
        : base("update", "Change an annotation; what is not given stays.") => Takes(_name, _message, _at, _until, _user, _data);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var change = new AnnotationChange
        {
            Time = context.Get(_at),
            EndTime = context.Get(_until),
            User = context.Get(_user),
            Message = context.Get(_message),
            Data = AnnotationInput.ParseData(context, _data),
        };
        if (change.IsEmpty)
        {
            throw new CliException("Give what is to change: --message, --at, --until, --user or --data.", ExitCodes.Usage);
        }

        var name = await AnnotationInput.ResolveNameAsync(context, _name, cancellationToken);
        var changed = await context.Client.Annotations[name].UpdateAsync(change, cancellationToken);
        context.Output.Write(new AnnotationView(changed), $"changed {changed.Name}");
        return ExitCodes.Ok;
    }
}
