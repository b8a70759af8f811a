using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks get</c>.</summary>
internal sealed class GetAutostackCommand() : AutostackCommand("get", "Show an autostack.")
{
    protected override Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        context.Output.Write(new AutostackView(autostack), AutostackDetails.Of(autostack));
        return Task.FromResult(ExitCodes.Ok);
    }
}
