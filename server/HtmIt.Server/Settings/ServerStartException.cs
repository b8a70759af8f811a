namespace HtmIt.Server.Settings;

/// <summary>The server cannot start, for a reason that its operator can mend. The message is for them: a line for each fault.</summary>
internal sealed class ServerStartException(string message) : Exception(message)
{
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    public int ExitCode { get; init; } = Failed;
}
