using Npgsql;

namespace HtmIt.Storage.Sql;

/// <summary>A lock that one server has of all on the database. It is one of a session, and the session is of nobody else: it ends with its
/// connection, whatever happens to the server or the database.</summary>
internal sealed class DatabaseLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _session;

    private DatabaseLock(NpgsqlConnection session) => _session = session;

    /// <summary>Null when another server has it.</summary>
    /// <param name="sessions">Without a pool: that would keep the session, and the lock with it.</param>
    public static async Task<DatabaseLock?> TryTakeAsync(NpgsqlDataSource sessions, string name, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenConnectionAsync(cancellationToken);
        var isTaken = false;
        try
        {
            await using var take = new NpgsqlCommand("select pg_try_advisory_lock(hashtext($1))", session)
            {
                Parameters = { new() { Value = name } },
            };
            isTaken = (bool)(await take.ExecuteScalarAsync(cancellationToken))!;
            return isTaken ? new(session) : null;
        }
        finally
        {
            if (!isTaken)
            {
                await session.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
