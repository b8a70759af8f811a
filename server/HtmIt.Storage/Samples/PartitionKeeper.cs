using System.Collections.Concurrent;
using System.Globalization;
using HtmIt.Core.Retention;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Makes the month partitions of <c>metric_data</c> that rows need. Attaching a ready table, unlike creating a partition in place,
/// does not wait for readers.</summary>
internal sealed class PartitionKeeper([FromKeyedServices(DataSources.Writer)] NpgsqlDataSource database)
{
    /// <summary>An attempt that was given up may still be at it beside the next one.</summary>
    private readonly ConcurrentDictionary<DateOnly, bool> _known = new();

    public async Task EnsureAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        foreach (var month in Months(group))
        {
            if (!_known.ContainsKey(month))
            {
                await CreateAsync(month, cancellationToken);
                _known[month] = true;
            }
        }
    }

    /// <summary>Looks again which partitions there are: one of these was removed after it was looked at. False if none of them was known.</summary>
    public bool Forget(IReadOnlyList<WriteRequest> group) =>
        Months(group).Where(month => _known.TryRemove(month, out _)).ToArray() is not [];

    /// <summary>The months that have rows; those between two distant samples have none.</summary>
    private static HashSet<DateOnly> Months(IReadOnlyList<WriteRequest> group)
    {
        var months = new HashSet<DateOnly>();
        // Nearly all rows are of the month of the one before, also across metrics.
        var (start, end) = (0L, 0L);
        foreach (var request in group)
        {
            for (var i = 0; request.IsAppend && i < request.Rows.Count; i++)
            {
                var time = request.Rows[i].Time;
                if (time < start || time >= end)
                {
                    var month = Month(time);
                    start = Seconds(month);
                    end = Seconds(month.AddMonths(1));
                    months.Add(month);
                }
            }
        }
        return months;
    }

    private static long Seconds(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private static DateOnly Month(long time)
    {
        var date = DateTime.UnixEpoch.AddSeconds(time);
        return new(date.Year, date.Month, 1);
    }

    private async Task CreateAsync(DateOnly month, CancellationToken cancellationToken)
    {
        var table = MonthPartition.Name(new StoredMonth(month));
        var from = string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM-dd} 00:00:00+00");
        var to = string.Create(CultureInfo.InvariantCulture, $"{month.AddMonths(1):yyyy-MM-dd} 00:00:00+00");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The lock keeps two nodes from making the same partition; it is released with the transaction.
        await ExecuteAsync(connection, "select pg_advisory_xact_lock(hashtext('htmit.partitions'))", cancellationToken);
        if (!await ExistsAsync(connection, table, cancellationToken))
        {
            await ExecuteAsync(
                connection,
                $"""
                create table {table} (like metric_data including all);
                alter table metric_data attach partition {table} for values from ('{from}') to ('{to}');
                """,
                cancellationToken
            );
        }
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass($1) is not null", connection)
        {
            Parameters = { new() { Value = table } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
