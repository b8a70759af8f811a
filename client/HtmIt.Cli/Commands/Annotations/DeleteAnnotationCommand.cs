using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations delete</c>.</summary>
internal sealed class DeleteAnnotationCommand : CliCommand
{
    private readonly Argument<string> _name = AnnotationInput.NameArgument();

    public DeleteAnnotationCommand()
        : base("delete", "Delete an annotation.") => Takes(_name);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = await AnnotationInput.ResolveNameAsync(context, _name, cancellationToken);
        await context.Client.Annotations[name].DeleteAsync(cancellationToken);
        context.Output.Write(new DeletedView(name), $"deleted {name}");
        return ExitCodes.Ok;
    }
}
