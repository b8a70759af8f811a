using HtmIt.Core.Scheduling;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage;

/// <summary>The table of jobs. Whoever moves a job's next time first has its turn.</summary>
internal sealed class JobSchedule(NpgsqlDataSource database, TransientRetry retry, TimeProvider time) : IJobSchedule
{
    public async Task<bool> TryTakeTurnAsync(string job, TimeSpan interval, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            """
            insert into job (name, next_run_time) values ($1, $2)
            on conflict (name) do update set next_run_time = excluded.next_run_time where job.next_run_time <= $3
            """,
            job,
            interval,
            cancellationToken
        ) > 0;

    public Task TakeAgainInAsync(string job, TimeSpan pause, CancellationToken cancellationToken) =>
        ExecuteAsync("update job set next_run_time = least(next_run_time, $2) where name = $1", job, pause, cancellationToken);

    private Task<int> ExecuteAsync(string sql, string job, TimeSpan fromNow, CancellationToken cancellationToken) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                var now = time.GetUtcNow();
                await using var command = database.CreateCommand(sql);
                command.Parameters.Add(new() { Value = job });
                command.Parameters.Add(new() { Value = (now + fromNow).UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                if (sql.Contains("$3", StringComparison.Ordinal))
                {
                    command.Parameters.Add(new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                }
                return await command.ExecuteNonQueryAsync(cancel);
            },
            cancellationToken
        );
}
