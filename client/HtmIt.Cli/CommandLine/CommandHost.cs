using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Help;
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
        _globals.AddTo(root);
        HelpWithExamples.AddTo(root);
        Connect(root);

        var result = root.Parse(commandLine);
        var command = result.CommandResult.Command;
        if (command is CommandGroup { Default: { } usual } && ReferenceEquals(result.Action, command.Action))
        {
            // As if it had been typed, so that its options have their values.
            result = root.Parse([.. commandLine, usual.Name]);
        }

        var isIncomplete = IsIncomplete(result);
        if ((!isIncomplete || FormatOf(result) == OutputFormat.Json) && MistakeIn(result) is { } mistake)
        {
            return Refuse(result, mistake);
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.OutPages,
            Error = terminal.ErrorPages,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToEnd,
        };
        if (isIncomplete)
        {
            // No command was chosen: these are there.
            await root.Parse([.. commandLine, "--help"]).InvokeAsync(configuration);
            return ExitCodes.Usage;
        }

        return await result.InvokeAsync(configuration);
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

        return IsInReverse(parsed)
            ? Task.FromResult(Refuse(parsed, "--from is after --to."))
            : Failures.GuardAsync(output, address, RunAsync);

        async Task<int> RunAsync()
        {
            var readerGone = command.IsForItsReader ? terminal.ReaderGone : CancellationToken.None;
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, readerGone);
            using var client = new HtmItClient(address, new HtmItClientOptions { TimeProvider = terminal.TimeProvider });
            var context = new CommandContext(parsed)
            {
                Client = client,
                Address = address,
                Output = output,
                CommandLine = commandLine,
            };
            try
            {
                var exitCode = await command.RunAsync(context, ending.Token);
                return readerGone.IsCancellationRequested ? ExitCodes.ReaderGone : exitCode;
            }
            catch (OperationCanceledException) when (readerGone.IsCancellationRequested)
            {
                return ExitCodes.ReaderGone;
            }
        }
    }

    /// <summary>Whether a span of time ends before it begins: an empty answer would say that nothing was there.</summary>
    private bool IsInReverse(ParseResult parsed)
    {
        var now = terminal.TimeProvider.GetUtcNow();
        return At("--from") > At("--to");

        DateTimeOffset? At(string name) =>
            parsed.CommandResult.Command.Options.OfType<Option<GivenTime?>>().FirstOrDefault(option => option.Name == name) is { } option
                ? parsed.GetValue(option)?.At(now)
                : null;
    }

    /// <summary>Says what is wrong with a command line. The command's help is longer than a screen, and would hide it.</summary>
    private int Refuse(ParseResult result, string mistake) =>
        Failures.Report(
            new Output(terminal, FormatOf(result)),
            $"{mistake} See {TypingMistakes.PathOf(result.CommandResult)} --help.",
            ExitCodes.Usage
        );

    /// <summary>Whether the words led to a group of commands, and not to one of them.</summary>
    private static bool IsIncomplete(ParseResult result) =>
        result.Errors.Count > 0 && result.CommandResult.Command.Action is null && result.UnmatchedTokens.Count == 0;

    /// <summary>Help and the version are shown whatever else was typed.</summary>
    private static string? MistakeIn(ParseResult result) =>
        result.Errors.Count == 0 && !ReferenceEquals(result.Action, result.CommandResult.Command.Action) ? null : TypingMistakes.Of(result);

    private OutputFormat FormatOf(ParseResult result) =>
        result.GetResult(_globals.Output)?.Errors.Any() == true ? OutputFormat.Text : result.GetValue(_globals.Output);
}
