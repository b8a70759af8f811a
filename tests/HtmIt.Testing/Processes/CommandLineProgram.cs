namespace HtmIt.Testing.Processes;

/// <summary>The <c>htmit</c> command, run to its end.</summary>
public static class CommandLineProgram
{
    /// <summary>Runs <c>htmit ARGUMENTS</c>; its exit code and all it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string?>? environment = null
    )
    {
        await using var process = Start(arguments, environment);
        var exitCode = await process.WaitForExitAsync(cancellationToken);
        return (exitCode, process.Output);
    }

    /// <summary>Starts <c>htmit ARGUMENTS</c>, for commands that run until somebody ends them.</summary>
    public static ManagedProcess Start(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onOutput = null
    ) => ManagedProcess.Start(Checkout.Program("client/HtmIt.Cli", "htmit"), arguments, environment, onOutput);
}
