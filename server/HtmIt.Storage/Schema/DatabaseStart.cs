using Npgsql;

namespace HtmIt.Storage.Schema;

/// <summary>A database that says that it is starting: it takes connections in a moment, whatever else is wrong or right with it.</summary>
public static class DatabaseStart
{
    /// <summary>How long a server waits for it: after a crash PostgreSQL replays its log since the last checkpoint.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="fault">As Npgsql or EF Core threw it.</param>
    public static bool IsUnderWay(Exception fault) =>
        (fault as PostgresException ?? fault.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.CannotConnectNow;
}
