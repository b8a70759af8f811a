using System.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.CommandLine;

/// <summary>Gives commands their context and turns what they throw into a sentence and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Sets what a command does once its options are parsed.</summary>
    public static void Run(
        this Command command,
        GlobalOptions globals,
        Terminal terminal,
        Func<CommandContext, ParseResult, CancellationToken, Task<int>> action
    ) =>
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var output = parsed.GetValue(globals.Output);
                var address = parsed.GetValue(globals.Server)!;
                return await GuardAsync(
                    terminal,
                    output,
                    async () =>
                    {
                        using var client = new HtmItClient(address, new HtmItClientOptions { TimeProvider = terminal.TimeProvider });
                        return await action(new CommandContext(client, address, output, terminal), parsed, cancellationToken);
                    },
                    address
                );
            }
        );

    /// <summary>Runs an action; whatever it throws becomes a message on the error stream. No stack traces: users can't do anything with them.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, OutputFormat output, Func<Task<int>> action, Uri? server = null)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (CliException exception)
        {
            return Report(terminal, output, "", exception.Message, null, exception.ExitCode, exception.Details);
        }
        catch (HtmItException exception)
        {
            var reason = exception.Reason.Length > 0 ? exception.Reason : exception.Code.ToString().ToUpperInvariant();
            return Report(terminal, output, reason, Describe(exception, server), exception.Metadata, ExitCodes.Failed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Report(terminal, output, "", exception.Message, null, ExitCodes.Failed);
        }
    }

    /// <summary>Says on standard error what makes no sense in a command line.</summary>
    public static int Refuse(Terminal terminal, OutputFormat output, string message) =>
        Report(terminal, output, "", message, null, ExitCodes.Usage);

    private static string Describe(HtmItException exception, Uri? server) =>
        exception is ServerUnreachableException && server is not null ? $"{exception.Message} ({server}; \"htmit serve\" starts a server)"
        : exception.TraceId is { } traceId ? $"{exception.Message} (trace id {traceId})"
        : exception.Message;

    private static int Report(
        Terminal terminal,
        OutputFormat output,
        string reason,
        string message,
        IReadOnlyDictionary<string, string>? metadata,
        int exitCode,
        IReadOnlyList<string>? details = null
    )
    {
        var text =
            output == OutputFormat.Json
                ? JsonOutput.Format(
                    new
                    {
                        Error = new
                        {
                            Reason = reason,
                            Message = string.Join('\n', [message, .. details ?? []]),
                            Metadata = metadata ?? new Dictionary<string, string>(),
                        },
                    }
                )
            : reason.Length > 0 ? $"error: {reason}: {message}"
            : $"error: {message}";
        terminal.Error.WriteLine(text);
        foreach (var line in output == OutputFormat.Json ? [] : details ?? [])
        {
            terminal.Error.WriteLine(line);
        }

        return exitCode;
    }
}
