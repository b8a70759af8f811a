using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models restart</c>.</summary>
internal sealed class RestartModelCommand() : ModelCommand("restart", "Start a model afresh; all stored samples are scored again.")
{
    protected override async Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        var restarted = await context.Client.Models[model.Name].RestartAsync(cancellationToken);
        context.Output.Write(new ModelView(restarted), ModelDetails.Of(restarted));
        return ExitCodes.Ok;
    }
}
