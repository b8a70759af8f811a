using Microsoft.Extensions.Logging;

namespace HtmIt.PrivatePostgres;

internal static partial class Log
{
    [LoggerMessage(
        8001,
        LogLevel.Information,
        "PostgreSQL in {Directory} is ready (process {ProcessId}, adopted: {Adopted}) after {Milliseconds:F0} ms"
    )]
    public static partial void Started(ILogger logger, string directory, int processId, bool adopted, double milliseconds);

    [LoggerMessage(8002, LogLevel.Information, "PostgreSQL in {Directory} was stopped")]
    public static partial void Stopped(ILogger logger, string directory);

    [LoggerMessage(8003, LogLevel.Warning, "PostgreSQL in {Directory} had gone away and was started again (process {ProcessId})")]
    public static partial void Restarted(ILogger logger, string directory, int processId);

    [LoggerMessage(8004, LogLevel.Error, "PostgreSQL in {Directory} has gone away and does not start again; trying on")]
    public static partial void RestartFailed(ILogger logger, Exception error, string directory);
}
