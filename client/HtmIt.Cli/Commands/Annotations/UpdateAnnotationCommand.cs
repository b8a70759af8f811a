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
    private readonly Option<DateTimeOffset?> _at = TimeOption.Create("--at", "The instant it is about.");
    private readonly Option<string> _user = new("--user") { Description = "Who makes it." };
    private readonly Option<string> _data = AnnotationInput.DataOption();

    public UpdateAnnotationCommand()
        : base("update", "Change an annotation; what is not given stays.") => Takes(_name, _message, _at, _user, _data);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var fields =
            (context.Get(_message) is null ? 0 : AnnotationFields.Message)
            | (context.Get(_at) is null ? 0 : AnnotationFields.Time)
            | (context.Get(_user) is null ? 0 : AnnotationFields.User)
            | (context.Get(_data) is null ? 0 : AnnotationFields.Data);
        if (fields == AnnotationFields.None)
        {
            throw new CliException("Give what is to change: --message, --at, --user or --data.", ExitCodes.Usage);
        }

        // What is not in the mask is not looked at.
        var annotation = new Annotation("", context.Get(_at) ?? default, AnnotationInput.Device, context.Get(_user) ?? "")
        {
            Name = context.Get(_name)!,
            Message = context.Get(_message) ?? "",
            Data = AnnotationInput.ParseData(context, _data),
        };
        var changed = await context.Client.Annotations.UpdateAsync(annotation, fields, null, cancellationToken);
        context.Output.Write(new AnnotationView(changed), $"changed {changed.Name}");
        return ExitCodes.Ok;
    }
}
