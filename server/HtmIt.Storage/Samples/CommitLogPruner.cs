using HtmIt.Core.Errors;
using HtmIt.Core.Scheduling;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Keeps <c>commit_log</c> as short as the setting says.</summary>
internal sealed class CommitLogPruner(
    NpgsqlDataSource database,
    TransientRetry retry,
    IJobSchedule schedule,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<CommitLogPruner> logger
) : BackgroundService
{
    private const string Job = "commit_log";
    private const int RowsAtOnce = 5_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Looks at the oldest rows only, never at the whole table. The times are the database's, as those of the rows are.</summary>
    private const string Delete = """
        delete from commit_log where position in (
            select position from (select position, commit_time from commit_log order by position limit $1) oldest
            where commit_time < now() - make_interval(days => $2))
        """;

    private readonly FaultLog _faults = new(logger, time, "Shortening the log of commits");

    /// <summary>Removes what is too old, in small pieces.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        for (var removed = RowsAtOnce; removed == RowsAtOnce; )
        {
            removed = await retry.ExecuteAsync(
                async cancel =>
                {
                    await using var command = database.CreateCommand(Delete);
                    command.Parameters.Add(new() { Value = RowsAtOnce });
                    command.Parameters.Add(new() { Value = options.Value.CommitLogDays });
                    return await command.ExecuteNonQueryAsync(cancel);
                },
                cancellationToken
            );
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await schedule.TryTakeTurnAsync(Job, Interval, stoppingToken))
                {
                    await PruneAsync(stoppingToken);
                }
                _faults.Succeeded();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The boundary of the loop: the next turn comes.
                _faults.Failed(fault);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
