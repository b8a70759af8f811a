using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch accounts</c>.</summary>
internal sealed class CloudWatchAccountsCommand() : CliCommand("accounts", "List the accounts in the server's settings.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var accounts = await context.Client.CloudWatch.ListAccountsAsync(cancellationToken);
        context.Output.WriteTable(new CloudWatchAccountsView(accounts), ["account"], accounts.Select(one => new[] { one.Account }));
        return ExitCodes.Ok;
    }
}
