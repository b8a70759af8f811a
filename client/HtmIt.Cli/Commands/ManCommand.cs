using System.CommandLine;
using System.Reflection;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Help;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit man</c>: the manual page.</summary>
internal sealed class ManCommand(Func<RootCommand> root) : CliCommand("man", "Print the manual page, for man.")
{
    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "";
        context.Terminal.OutPages.Write(ManPage.Of(root(), version));
        return Task.FromResult(ExitCodes.Ok);
    }
}
