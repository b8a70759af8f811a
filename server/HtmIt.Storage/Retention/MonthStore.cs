using HtmIt.Core.Names;
using HtmIt.Core.Retention;
using HtmIt.Storage.Samples;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Npgsql;

namespace HtmIt.Storage.Retention;

/// <summary>Removes month partitions of <c>metric_data</c>. A partition is detached concurrently, which waits for transactions under way but
/// lets new ones pass, and dropped when nobody can see it any more.</summary>
/// <param name="sessions">Without a pool.</param>
internal sealed class MonthStore(NpgsqlDataSource database, NpgsqlDataSource sessions, TransientRetry retry) : IMonthStore, IAsyncDisposable
{
    /// <summary>Detaching waits for whatever reads at the time, and finding the last change of a large month takes a while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const string Partitions = """
        from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_inherits i on i.inhrelid = c.oid
        where n.nspname = current_schema() and c.relkind = 'r' and c.relname like 'metric\_data\_%'
        """;

    public async Task<bool> TryRunAloneAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        // Of a session: detaching must not run in a transaction.
        await using var turn = await retry.ExecuteAsync(
            cancel => DatabaseLock.TryTakeAsync(sessions, "htmit.retention", cancel),
            cancellationToken
        );
        if (turn is null)
        {
            return false;
        }
        await work();
        return true;
    }

    public ValueTask DisposeAsync() => sessions.DisposeAsync();

    public async Task FinishRemovalsAsync(CancellationToken cancellationToken)
    {
        foreach (var table in await ReadAsync($"select c.relname {Partitions} and i.inhdetachpending", Table, cancellationToken))
        {
            await ExecuteAsync($"alter table metric_data detach partition {table} finalize", cancellationToken);
        }
        foreach (var table in await ReadAsync($"select c.relname {Partitions} and i.inhrelid is null", Table, cancellationToken))
        {
            await ExecuteAsync($"drop table {table}", cancellationToken);
        }
    }

    public async Task<IReadOnlyList<StoredMonth>> ListAsync(long endingBy, CancellationToken cancellationToken)
    {
        var tables = await ReadAsync($"select c.relname {Partitions} and i.inhrelid is not null", Table, cancellationToken);
        return
        [
            .. tables.Select(MonthPartition.Parse).OfType<StoredMonth>().Where(month => month.End <= endingBy).OrderBy(month => month.End),
        ];
    }

    /// <summary>Takes its turn among the commits: one that comes after it rescores no row that is hidden.</summary>
    public Task HideBeforeAsync(long time, CancellationToken cancellationToken) =>
        ExecuteAsync($"update commit_head set kept_since = greatest(kept_since, to_timestamp({time}))", cancellationToken);

    public Task<IReadOnlyList<MetricId>> ListUnsavedAsync(StoredMonth month, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""
            select m.id from metric m
            left join model_checkpoint c on c.metric_number = m.number and c.generation = m.generation
            where m.status in ({StatusNumbers.Active}, {StatusNumbers.CreatePending}) and exists (
                select 1 from {MonthPartition.Name(month)} d
                where d.metric_number = m.number and d.sample_time > to_timestamp(coalesce(c.last_time, 0)))
            """,
            reader => new MetricId(reader.GetGuid(0)),
            cancellationToken
        );

    public async Task RemoveAsync(StoredMonth month, CancellationToken cancellationToken)
    {
        var table = MonthPartition.Name(month);
        // Nothing changes a hidden month, so the last change is final. A position before it has to expire before rows are gone.
        var last = await ReadAsync(
            $"select coalesce(max(commit_position), 0) from {table}",
            reader => reader.GetInt64(0),
            cancellationToken
        );
        await ExecuteAsync($"update commit_head set oldest_position = greatest(oldest_position, {last[0]})", cancellationToken);
        await ExecuteAsync($"alter table metric_data detach partition {table} concurrently", cancellationToken);
        await ExecuteAsync($"drop table {table}", cancellationToken);
    }

    private static string Table(NpgsqlDataReader reader) => reader.GetString(0);

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        retry.ExecuteAsync<IReadOnlyList<T>>(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                await using var reader = await command.ExecuteReaderAsync(cancel);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancel))
                {
                    rows.Add(read(reader));
                }
                return rows;
            },
            cancellationToken,
            Patience
        );

    /// <summary>Not tried again: the next run finishes what this one leaves.</summary>
    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        retry.OnceAsync(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                return await command.ExecuteNonQueryAsync(cancel);
            },
            Patience,
            cancellationToken
        );
}
