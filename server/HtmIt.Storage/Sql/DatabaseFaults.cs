using System.Net.Sockets;
using Npgsql;

namespace HtmIt.Storage.Sql;

/// <summary>The one list of the faults that pass: those after which the same work may succeed later, without anybody changing the work. All
/// others are permanent: waiting does not help, and the log has to say so at once. <c>docs/database-faults.md</c> has a row for each, and a
/// test for each row.</summary>
internal static class DatabaseFaults
{
    /// <summary>SQLSTATE classes all of whose codes pass.</summary>
    private static readonly string[] PassingClasses =
    [
        "08", // The connection broke.
        "28", // A password or pg_hba.conf is being changed: it worked before, and nothing is wrong with what is to be stored.
        "53", // Resources: disk, memory, connections.
    ];

    private static readonly HashSet<string> PassingStates = new(StringComparer.Ordinal)
    {
        PostgresErrorCodes.ReadOnlySqlTransaction, // 25006: a standby, until it is promoted.
        "25P03", // The database's own limit for idle transactions, or
        "25P04", // for transactions as a whole.
        PostgresErrorCodes.InvalidCatalogName, // 3D000: the database is being restored or renamed.
        "40000", // Rolled back: by the server,
        PostgresErrorCodes.SerializationFailure, // 40001: because of another transaction,
        "40003", // with an unknown end,
        PostgresErrorCodes.DeadlockDetected, // 40P01: or by a dead-lock.
        PostgresErrorCodes.LockNotAvailable, // 55P03: somebody holds a lock.
        PostgresErrorCodes.QueryCanceled, // 57014: by a limit of the database, or by an operator.
        PostgresErrorCodes.AdminShutdown, // 57P01
        PostgresErrorCodes.CrashShutdown, // 57P02
        PostgresErrorCodes.CannotConnectNow, // 57P03: it starts, stops or recovers.
        PostgresErrorCodes.DatabaseDropped, // 57P04: as 3D000.
        "57P05", // The database's own limit for idle sessions.
        PostgresErrorCodes.SystemError, // 58000: the machine under the database;
        PostgresErrorCodes.IoError, // 58030: its disk may be back, or another server in its place. Missing files (58P01) do not come back.
    };

    public static bool Passes(Exception fault) =>
        fault switch
        {
            PostgresException postgres => Passes(postgres.SqlState),
            OperationCanceledException => false,
            // The time of an attempt was over, the pool was empty, or the database did not answer.
            TimeoutException or SocketException or IOException => true,
            NpgsqlException { IsTransient: true } => true,
            // As Npgsql and EF Core wrap them.
            _ => fault.InnerException is { } inner && Passes(inner),
        };

    public static bool Passes(string state) =>
        PassingStates.Contains(state) || Array.Exists(PassingClasses, one => state.StartsWith(one, StringComparison.Ordinal));
}
