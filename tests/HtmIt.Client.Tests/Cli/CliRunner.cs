using HtmIt.Cli.CommandLine;

namespace HtmIt.Client.Tests.Cli;

/// <summary>Runs the command line in process, as if its output went to a pipe.</summary>
internal static class CliRunner
{
    public static async Task<(int ExitCode, string Out, string Error)> RunAsync(Uri? server, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isInteractive: false, TimeProvider.System);
        string[] all = server is null ? args : [.. args, "--server", server.ToString()];
        var exitCode = await HtmItCommand.RunAsync(all, terminal);
        return (exitCode, output.ToString(), error.ToString());
    }
}
