using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks list</c>.</summary>
internal sealed class ListAutostacksCommand() : CliCommand("list", "List the autostacks.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var autostacks = await context.Client.Autostacks.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new AutostacksView(autostacks.Select(autostack => new AutostackView(autostack))),
            ["~autostack", "region", "type", ".filters", "#name"],
            autostacks.Select(autostack =>
                new[]
                {
                    autostack.Title,
                    autostack.Region,
                    autostack.AwsResourceType,
                    AutostackDetails.FiltersOf(autostack),
                    autostack.Name,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
