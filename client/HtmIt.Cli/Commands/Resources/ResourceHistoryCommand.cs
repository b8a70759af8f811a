using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Resources;

/// <summary><c>htmit resources history</c>.</summary>
internal sealed class ResourceHistoryCommand : CliCommand
{
    private readonly Argument<string> _resource = new("RESOURCE") { Description = $"A resource, {ResourceNames.Form}." };

    public ResourceHistoryCommand()
        : base("history", "List the changes of a resource's state at AWS, newest first.") => Takes(_resource);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = await new ResourceNames(context.Client).FindAsync(context.Get(_resource)!, cancellationToken);
        var changes = await context.Client.Resources[name].ListStatusHistoryAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new ProviderStateChangesView(changes.Select(change => new ProviderStateChangeView(change))),
            ["time", "state"],
            changes.Select(change => new[] { Show.Time(change.Time), change.ProviderState })
        );
        return ExitCodes.Ok;
    }
}
