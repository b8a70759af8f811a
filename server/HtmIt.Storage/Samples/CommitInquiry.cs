using HtmIt.Core.Log;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Finds out what became of a commit whose answer was lost.</summary>
internal sealed class CommitInquiry([FromKeyedServices(DataSources.Writer)] NpgsqlDataSource database)
{
    /// <summary>Whether the commit is in the log. It can't change any more: the lock that is taken first was the lost transaction's, so that
    /// one has ended.</summary>
    /// <remarks>The lost transaction may be under way still, on a database that is slow or frozen: the caller bounds the wait.</remarks>
    /// <exception cref="NpgsqlException">A passing one: the outcome is not known yet.</exception>
    public async Task<bool> WasCommittedAsync(CommitMark commit, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var wait = new NpgsqlCommand("select from commit_head where id = 1 for update", connection))
            {
                await wait.ExecuteNonQueryAsync(cancellationToken);
            }
            // A statement of its own: the one above sees the database as it was before it waited.
            await using var ask = new NpgsqlCommand(
                "select exists (select from commit_log where position = $1 and token = $2)",
                connection
            );
            ask.Parameters.Add(new() { Value = commit.Position });
            ask.Parameters.Add(new() { Value = commit.Token });
            return (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever it is: as long as nobody has answered, the write must be neither acknowledged nor made a second time.
            throw new NpgsqlException(
                $"The outcome of a commit is not known yet: {fault.Message}",
                new TimeoutException(fault.Message, fault)
            );
        }
    }
}
