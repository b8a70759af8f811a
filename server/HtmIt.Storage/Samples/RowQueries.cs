using HtmIt.Storage.Sql;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Runs queries of rows, each with its way of finding them and as often as it takes.</summary>
internal sealed class RowQueries(NpgsqlDataSource database, TransientRetry retry)
{
    /// <param name="path">Null leaves the choice to the planner.</param>
    /// <param name="patience">For what may take long, see <see cref="TransientRetry"/>.</param>
    public Task<T> RunAsync<T>(
        AccessPath? path,
        string sql,
        Action<NpgsqlParameterCollection> addParameters,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        TimeSpan? patience = null
    ) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                // One round trip and, without a barrier between them, one transaction.
                await using var batch = database.CreateBatch();
                if (path is { } given)
                {
                    batch.BatchCommands.Add(new(given.ToSql()));
                }
                var query = new NpgsqlBatchCommand(sql);
                addParameters(query.Parameters);
                batch.BatchCommands.Add(query);
                await using var reader = await batch.ExecuteReaderAsync(cancel);
                if (path is not null)
                {
                    await reader.NextResultAsync(cancel);
                }
                return await read(reader, cancel);
            },
            cancellationToken,
            patience
        );
}
