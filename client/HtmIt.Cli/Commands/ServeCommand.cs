using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Processes;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit serve</c>: runs the server in the foreground.</summary>
internal sealed class ServeCommand : CliCommand
{
    private readonly Argument<string[]> _arguments = new("args") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };

    public ServeCommand()
        : base(
            "serve",
            "Start the server and stay with it until it ends; Ctrl-C stops it. Any setting can be given too, as --HtmIt:SECTION:NAME VALUE; docs/operations.md lists them."
        )
    {
        TreatUnmatchedTokensAsErrors = false;
        Takes(
            _arguments,
            Own("--listen", "HOST:PORT", "Where gRPC and JSON are served. Default: 127.0.0.1:5180."),
            Own("--graphite", "HOST:PORT|off", "Where Graphite text is taken over TCP. Default: 127.0.0.1:2003."),
            Own("--graphite-udp", "HOST:PORT|off", "Where Graphite text is taken over UDP. Default: off."),
            Own("--graphite-pickle", "HOST:PORT|off", "Where carbon's pickles are taken. Default: off."),
            Own("--data-dir", "DIR", "Folder of the private PostgreSQL. Default: $HTMIT_DATA_DIR, or ~/.local/share/htmit."),
            Own("--connection-string", "TEXT", "A PostgreSQL to use instead of a private one.")
        );
    }

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        ServerProcess.RunAsync(ArgumentsOf(context.CommandLine), cancellationToken);

    /// <summary>An option that the server reads; it stands here for the help.</summary>
    private static Option<string[]> Own(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    /// <summary>What stands after the word "serve", untouched: the server's options mean nothing here.</summary>
    private static string[] ArgumentsOf(IReadOnlyList<string> commandLine) =>
        [.. commandLine.SkipWhile(argument => argument != "serve").Skip(1).Where(argument => argument != "--")];
}
