using System.Globalization;
using HtmIt.Core.Retention;
using Npgsql;

namespace HtmIt.Storage.Bulk;

/// <summary>Makes the month partitions of <c>metric_data</c> that rows need. Attaching a ready table, unlike creating a partition in place,
/// does not wait for readers.</summary>
internal sealed class PartitionKeeper(NpgsqlDataSource database)
{
    private readonly HashSet<DateOnly> _known = [];

    public async Task EnsureAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        foreach (var month in group.Where(request => request.IsAppend).SelectMany(Months))
        {
            if (!_known.Contains(month))
            {
                await CreateAsync(month, cancellationToken);
                _known.Add(month);
            }
        }
    }

    /// <summary>Looks again which partitions there are: one of these was removed after it was looked at. False if none of them was known.</summary>
    public bool Forget(IReadOnlyList<WriteRequest> group)
    {
        var known = _known.Count;
        _known.ExceptWith(group.Where(request => request.IsAppend).SelectMany(Months));
        return _known.Count < known;
    }

    /// <summary>The months that have rows; those between two distant samples have none. Rows are in order of time.</summary>
    private static IEnumerable<DateOnly> Months(WriteRequest request)
    {
        var end = long.MinValue;
        foreach (var row in request.Rows)
        {
            if (row.Time >= end)
            {
                var month = Month(row.Time);
                end = new DateTimeOffset(month.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
                yield return month;
            }
        }
    }

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
