using System.Text.RegularExpressions;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.CommandLine;

/// <summary>Turns what commands throw into a message on the error stream and an exit code.</summary>
internal static partial class Failures
{
    /// <summary>Runs an action; whatever it throws becomes a message. No stack traces: users can't do anything with them.</summary>
    public static async Task<int> GuardAsync(Output output, Uri server, Func<Task<int>> action)
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
            return Report(output, exception.Message, exception.ExitCode, details: exception.Details);
        }
        catch (HtmItException exception)
        {
            var reason = exception.Reason.Length > 0 ? exception.Reason : Spell.Of(exception.Code);
            return Report(output, ApiFields.Rename(Describe(exception, server)), ExitCodes.Failed, reason, exception.Metadata);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Report(output, Plain(exception), ExitCodes.Failed);
        }
#pragma warning disable CA1031 // It is not swallowed, but said in a line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
            return Report(
                output,
                $"this is a fault of htmit itself, please report it: {exception.GetType().Name}: {exception.Message} {place}",
                ExitCodes.Failed
            );
        }
    }

    /// <summary>What the system's words for a missing file mean.</summary>
    private static string Plain(Exception exception)
    {
        var path = (exception as FileNotFoundException)?.FileName ?? Quoted().Match(exception.Message).Groups["path"].Value;
        switch (exception)
        {
            case FileNotFoundException when path.Length > 0:
                return $"There is no file '{path}'.";
            case DirectoryNotFoundException when path.Length > 0:
                var missing = Path.GetDirectoryName(path);
                while (Path.GetDirectoryName(missing) is { Length: > 0 } above && !Directory.Exists(above))
                {
                    missing = above;
                }

                return $"There is no folder '{missing}'.";
            default:
                return exception.Message;
        }
    }

    [GeneratedRegex("'(?<path>.+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    /// <summary>Says what is wrong. Answers the exit code.</summary>
    public static int Report(
        Output output,
        string message,
        int exitCode,
        string reason = "",
        IReadOnlyDictionary<string, string>? metadata = null,
        IReadOnlyList<string>? details = null
    )
    {
        string[] lines = [message, .. details ?? []];
        if (output.IsJson)
        {
            var error = new ErrorView(reason, string.Join('\n', lines), metadata ?? new Dictionary<string, string>());
            lines = [JsonOutput.Format(new FailureView(error))];
        }
        else
        {
            lines[0] = reason.Length > 0 ? $"error: {reason}: {message}" : $"error: {message}";
        }

        foreach (var line in lines)
        {
            output.Terminal.Error.WriteLine(line);
        }

        return exitCode;
    }

    private static string Describe(HtmItException exception, Uri server) =>
        exception is ServerUnreachableException
            ? $"{exception.Message}{Where(exception, server)}. \"htmit serve\" starts a server; --server, or ${GlobalOptions.ServerVariable}, names another."
        : exception.TraceId is { } traceId ? $"{exception.Message} (trace id {traceId})"
        : exception.Message;

    /// <summary>The address, unless the message has it.</summary>
    private static string Where(HtmItException exception, Uri server) =>
        exception.Message.Contains(server.Authority, StringComparison.Ordinal) ? "" : $" ({server})";
}
