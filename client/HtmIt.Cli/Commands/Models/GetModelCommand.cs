using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models get</c>.</summary>
internal sealed class GetModelCommand() : ModelCommand("get", "Show a model.")
{
    protected override Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        context.Output.Write(new ModelView(model), ModelDetails.Of(model));
        return Task.FromResult(ExitCodes.Ok);
    }
}
