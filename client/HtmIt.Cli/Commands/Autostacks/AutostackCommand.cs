using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary>A command about one autostack that exists.</summary>
internal abstract class AutostackCommand : CliCommand
{
    private readonly Argument<string> _autostack = new("AUTOSTACK") { Description = "The autostack's name, or its name (autostacks/…)." };

    protected AutostackCommand(string name, string description)
        : base(name, description) => Takes(_autostack);

    public sealed override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var autostack = await AutostackNames.GetAsync(context.Client, context.Get(_autostack)!, cancellationToken);
        return await RunAsync(context, autostack, cancellationToken);
    }

    protected abstract Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken);
}
