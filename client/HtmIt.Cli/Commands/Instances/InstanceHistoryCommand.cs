using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Instances;

/// <summary><c>htmit instances history</c>.</summary>
internal sealed class InstanceHistoryCommand : CliCommand
{
    private readonly Argument<string> _instance = new("INSTANCE") { Description = $"An instance, {InstanceNames.Form}." };

    public InstanceHistoryCommand()
        : base("history", "List the changes of an instance's state at AWS, newest first.") => Takes(_instance);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = InstanceNames.ToName(context.Get(_instance)!);
        var changes = await context.Client.Instances[name].ListStatusHistoryAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new InstanceStatusChangesView(changes.Select(change => new InstanceStatusChangeView(change))),
            ["time", "status"],
            changes.Select(change => new[] { Show.Time(change.Time), change.Status })
        );
        return ExitCodes.Ok;
    }
}
