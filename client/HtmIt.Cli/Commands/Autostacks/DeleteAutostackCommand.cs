using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks delete</c>.</summary>
internal sealed class DeleteAutostackCommand()
    : AutostackCommand("delete", "Delete an autostack with its metrics, their samples and models.")
{
    protected override async Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        await context.Client.Autostacks[autostack.Name].DeleteAsync(cancellationToken);
        context.Output.Write(new DeletedView(autostack.Name), $"deleted {autostack.Title} ({autostack.Name}) with its metrics");
        return ExitCodes.Ok;
    }
}
