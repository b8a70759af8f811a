namespace HtmIt.Cli.Errors;

/// <summary>What the process answers.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C before the work was done, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Nobody reads the output any more, as shells have it.</summary>
    public const int ReaderGone = 141;
}
