using HtmIt.Core.Scheduling;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Retention;

/// <summary>The table of jobs. Whoever moves a job's next time first has its turn.</summary>
internal sealed class JobSchedule(NpgsqlDataSource database, TransientRetry retry, TimeProvider time) : IJobSchedule
{
    public async Task<bool> TryTakeTurnAsync(string job, TimeSpan interval, CancellationToken cancellationToken)
    {
        // When the answer is lost, the next attempt finds by this id that the turn is taken, and by whom.
        var turn = Guid.NewGuid();
        return await ExecuteAsync(
                """
                insert into job (name, next_run_time, turn_id) values ($1, $2, $4)
                on conflict (name) do update set next_run_time = excluded.next_run_time, turn_id = excluded.turn_id
                where job.next_run_time <= $3 or job.turn_id = $4
                """,
                now => [new() { Value = job }, Time(now + interval), Time(now), new() { Value = turn }],
                cancellationToken
            ) > 0;
    }

    public Task TakeAgainInAsync(string job, TimeSpan pause, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "update job set next_run_time = least(next_run_time, $2) where name = $1",
            now => [new() { Value = job }, Time(now + pause)],
            cancellationToken
        );

    private Task<int> ExecuteAsync(string sql, Func<DateTimeOffset, NpgsqlParameter[]> parameters, CancellationToken cancellationToken) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                command.Parameters.AddRange(parameters(time.GetUtcNow()));
                return await command.ExecuteNonQueryAsync(cancel);
            },
            cancellationToken
        );

    private static NpgsqlParameter Time(DateTimeOffset time) => new() { Value = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
