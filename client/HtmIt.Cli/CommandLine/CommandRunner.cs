using System.CommandLine;
using HtmIt.Cli.Rendering;
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
                return await GuardAsync(
                    terminal,
                    output,
                    async () =>
                    {
                        var address = parsed.GetValue(globals.Server)!;
                        using var client = new HtmItClient(address, new HtmItClientOptions { TimeProvider = terminal.TimeProvider });
                        return await action(new CommandContext(client, address, output, terminal), parsed, cancellationToken);
                    }
                );
            }
        );

    /// <summary>Runs an action; whatever it throws becomes a message on the error stream. No stack traces: users can't do anything with them.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, OutputFormat output, Func<Task<int>> action)
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
            return Report(terminal, output, "", exception.Message, null, exception.ExitCode);
        }
        catch (HtmItException exception)
        {
            var reason = exception.Reason.Length > 0 ? exception.Reason : exception.Code.ToString().ToUpperInvariant();
            return Report(terminal, output, reason, Describe(exception), exception.Metadata, ExitCodes.Failed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Report(terminal, output, "", exception.Message, null, ExitCodes.Failed);
        }
    }

    private static string Describe(HtmItException exception) =>
        exception.TraceId is { } traceId ? $"{exception.Message} (trace id {traceId})" : exception.Message;

    private static int Report(
        Terminal terminal,
        OutputFormat output,
        string reason,
        string message,
        IReadOnlyDictionary<string, string>? metadata,
        int exitCode
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
                            Message = message,
                            Metadata = metadata ?? new Dictionary<string, string>(),
                        },
                    }
                )
            : reason.Length > 0 ? $"error: {reason}: {message}"
            : $"error: {message}";
        terminal.Error.WriteLine(text);
        return exitCode;
    }
}
