using HtmIt.Core.Errors;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HtmIt.Storage;

/// <summary>Runs whole transactions again after transient faults: dead-lock, serialisation failure, lost connection, shutdown.</summary>
internal sealed class TransientRetry(IOptions<StorageOptions> options, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> transaction, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay *= 2)
        {
            try
            {
                return await transaction(cancellationToken);
            }
            catch (Exception fault) when (IsTransient(fault))
            {
                if (time.GetElapsedTime(started) + delay > TimeSpan.FromSeconds(options.Value.RetrySeconds))
                {
                    throw DomainErrors.StorageUnavailable(fault);
                }
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    public static bool IsTransient(Exception fault) =>
        fault switch
        {
            PostgresException { SqlState: "40001" or "40P01" or "57P01" or "57P02" or "57P03" or "53300" } => true,
            PostgresException postgres => postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
            NpgsqlException { InnerException: TimeoutException } => true,
            NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or System.Net.Sockets.SocketException,
            _ => fault.InnerException is { } inner && fault is not OperationCanceledException && IsTransient(inner),
        };
}
