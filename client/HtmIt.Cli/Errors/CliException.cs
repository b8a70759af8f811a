namespace HtmIt.Cli.Errors;

/// <summary>Ends a command with a sentence for its user.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>Lines that belong below the sentence.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
