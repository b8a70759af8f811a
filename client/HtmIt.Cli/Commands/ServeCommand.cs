using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Processes;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit serve</c>: runs the server in the foreground.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal, string[] commandLine)
    {
        var arguments = new Argument<string[]>("args")
        {
            Description =
                "Passed to the server as they are: --listen HOST:PORT, --graphite HOST:PORT|off, --data-dir DIR, --connection-string TEXT.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("serve", "Start the server and stay with it until it ends; Ctrl-C stops it.") { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (_, cancellationToken) =>
                CommandRunner.GuardAsync(
                    terminal,
                    OutputFormat.Text,
                    () => ServerProcess.RunAsync(ArgumentsOf(commandLine), cancellationToken)
                )
        );
        return command;
    }

    /// <summary>What stands after the word "serve", untouched: the server's options mean nothing here.</summary>
    private static string[] ArgumentsOf(string[] commandLine) =>
        [.. commandLine.SkipWhile(argument => argument != "serve").Skip(1).Where(argument => argument != "--")];
}
