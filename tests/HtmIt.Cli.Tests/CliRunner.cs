using HtmIt.Cli.Terminals;

namespace HtmIt.Cli.Tests;

/// <summary>Runs the command line in process.</summary>
internal static class CliRunner
{
    /// <summary>As if its output went to a pipe.</summary>
    public static Task<(int ExitCode, string Out, string Error)> RunAsync(Uri? server, params string[] args) =>
        RunAsync(server, isInteractive: false, args);

    /// <summary>With text on standard input.</summary>
    public static Task<(int ExitCode, string Out, string Error)> RunAsync(Uri? server, TextReader input, params string[] args) =>
        RunAsync(server, isInteractive: false, args, input);

    /// <summary>With bytes on standard input.</summary>
    public static Task<(int ExitCode, string Out, string Error)> RunAsync(Uri? server, Stream input, params string[] args) =>
        RunAsync(server, isInteractive: false, args, bytes: input);

    /// <summary>As if somebody looked, at a screen of this width. The clock says when it is, and where.</summary>
    public static Task<(int ExitCode, string Out, string Error)> OnScreenAsync(
        Uri? server,
        int width,
        string[] args,
        TimeProvider? clock = null
    ) => RunAsync(server, isInteractive: true, args, width: width, clock: clock);

    /// <summary>As if its output went to a pipe, at a time and place.</summary>
    public static Task<(int ExitCode, string Out, string Error)> RunAsync(Uri? server, TimeProvider clock, params string[] args) =>
        RunAsync(server, isInteractive: false, args, clock: clock);

    public static async Task<(int ExitCode, string Out, string Error)> RunAsync(
        Uri? server,
        bool isInteractive,
        string[] args,
        TextReader? input = null,
        Stream? bytes = null,
        int? width = null,
        TimeProvider? clock = null
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = width is { } columns
            ? new Terminal(output, error, isInteractive, clock ?? TimeProvider.System) { Width = columns }
            : new Terminal(output, error, isInteractive, clock ?? TimeProvider.System)
            {
                In = input ?? TextReader.Null,
                InBytes = bytes ?? Stream.Null,
            };
        string[] all = server is null ? args : [.. args, "--server", server.ToString()];
        var exitCode = await HtmItCommand.RunAsync(all, terminal);
        return (exitCode, output.ToString(), error.ToString());
    }
}
