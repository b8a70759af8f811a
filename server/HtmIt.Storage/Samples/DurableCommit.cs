using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Makes a commit durable whatever the database's default is: what is acknowledged must be.</summary>
internal static class DurableCommit
{
    /// <summary>For the transaction it is part of. Only <c>off</c> lets a commit return before it is on the disk; the other values differ in
    /// what standbys have by then, and stay.</summary>
    public const string Demand = "select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'";

    public static async Task DemandAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Demand, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
