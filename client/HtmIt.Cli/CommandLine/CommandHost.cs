using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>Runs a command line on a terminal: gives the command its context, and turns what it throws into a sentence and an exit code.</summary>
internal sealed class CommandHost(Terminal terminal, string[] commandLine)
{
    // What a command started (a server, a session) is ended by the command itself; this is only the end of patience.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(45);

    private readonly GlobalOptions _globals = new();

    /// <summary>Runs it. Answers 0 when it worked, 1 when a call failed, 2 when the command line makes no sense.</summary>
    public async Task<int> RunAsync(RootCommand root)
    {
        root.Add(_globals.Server);
        root.Add(_globals.Output);
        root.Add(_globals.Local);
        Connect(root);

        var result = root.Parse(commandLine);
        if (result.Errors.Count > 0 && result.CommandResult.Command.Action is not null)
        {
            return Refuse(result);
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.OutPages,
            Error = terminal.ErrorPages,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToEnd,
        };
        var exitCode = await result.InvokeAsync(configuration);
        // With errors, no command was chosen, and it was shown which there are.
        return result.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
    }

    /// <summary>Sets what each command does.</summary>
    private void Connect(Command command)
    {
        if ((command as CliCommand ?? (command as CommandGroup)?.Default) is { } runs)
        {
            command.SetAction((parsed, cancellationToken) => RunAsync(runs, parsed, cancellationToken));
        }

        foreach (var child in command.Subcommands)
        {
            Connect(child);
        }
    }

    private Task<int> RunAsync(CliCommand command, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = new Output(terminal, parsed.GetValue(_globals.Output));
        var address = parsed.GetValue(_globals.Server)!;
        if (parsed.GetValue(_globals.Local))
        {
            Clocks.Zone = terminal.TimeProvider.LocalTimeZone;
        }

        return Failures.GuardAsync(output, address, RunAsync);

        async Task<int> RunAsync()
        {
            using var client = new HtmItClient(address, new HtmItClientOptions { TimeProvider = terminal.TimeProvider });
            var context = new CommandContext(parsed)
            {
                Client = client,
                Address = address,
                Output = output,
                Began = terminal.TimeProvider.GetUtcNow(),
                CommandLine = commandLine,
            };
            return await command.RunAsync(context, cancellationToken);
        }
    }

    /// <summary>Says what is wrong with a command line. The command's help is longer than a screen, and would hide it.</summary>
    private int Refuse(ParseResult result)
    {
        var format = result.GetResult(_globals.Output)?.Errors.Any() == true ? OutputFormat.Text : result.GetValue(_globals.Output);
        var errors = string.Join(" ", result.Errors.Select(error => error.Message).Distinct());
        return Failures.Report(new Output(terminal, format), $"{errors} See {PathOf(result.CommandResult)} --help.", ExitCodes.Usage);
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "htmit";
}
