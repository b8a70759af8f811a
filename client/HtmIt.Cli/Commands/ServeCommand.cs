using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Processes;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit serve</c>: runs the server in the foreground.</summary>
internal sealed class ServeCommand : CliCommand
{
    private readonly Argument<string[]> _arguments = new("args")
    {
        Description =
            "Passed to the server as they are: --listen HOST:PORT, --graphite HOST:PORT|off, --data-dir DIR, --connection-string TEXT.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public ServeCommand()
        : base("serve", "Start the server and stay with it until it ends; Ctrl-C stops it.")
    {
        TreatUnmatchedTokensAsErrors = false;
        Takes(_arguments);
    }

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        ServerProcess.RunAsync(ArgumentsOf(context.CommandLine), cancellationToken);

    /// <summary>What stands after the word "serve", untouched: the server's options mean nothing here.</summary>
    private static string[] ArgumentsOf(IReadOnlyList<string> commandLine) =>
        [.. commandLine.SkipWhile(argument => argument != "serve").Skip(1).Where(argument => argument != "--")];
}
