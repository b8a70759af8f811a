using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks history</c>.</summary>
internal sealed class AutostackHistoryCommand() : AutostackCommand("history", "List who joined and who left, newest first.")
{
    protected override async Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var changes = await context
            .Client.Autostacks[autostack.Name]
            .ListMembershipChangesAsync(cancellationToken)
            .ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new MembershipChangesView(changes.Select(change => new MembershipChangeView(change))),
            ["time", "instance", "name", "change"],
            changes.Select(change =>
                new[] { Show.Time(change.Time), change.InstanceId, change.InstanceName, change.Joined ? "joined" : "left" }
            )
        );
        return ExitCodes.Ok;
    }
}
