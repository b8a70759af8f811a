using HtmIt.Testing.Http;
using Npgsql;

namespace HtmIt.Benchmarks.Notifications;

/// <summary>Compares what was sent with what the rules allow, computed apart from the server.</summary>
internal static class StormCheck
{
    /// <summary>What is wrong; empty when all is as it must be.</summary>
    /// <param name="window">The devices' window, in seconds of sample time.</param>
    /// <param name="sent">By device, the notifications that its channel got, in the order they came.</param>
    public static async Task<string> FindFaultAsync(
        string connectionString,
        int metrics,
        int firstRow,
        int rows,
        int window,
        IReadOnlyDictionary<string, IReadOnlyList<Guid>> sent,
        CancellationToken cancellationToken
    )
    {
        // Samples are a second apart, and nobody marks anything seen: of each metric the first row, and then one a window.
        var expected = Enumerable.Range(0, rows).Where(i => i % window == 0).Select(i => (long)firstRow + i).ToArray();
        var stored = await ReadAsync(connectionString, cancellationToken);
        foreach (var (device, got) in sent)
        {
            var own = stored.Where(one => one.Device == device).ToArray();
            if (!own.Select(one => one.Id).SequenceEqual(got))
            {
                return $"{device}: {got.Count} sent, {own.Length} decided, or in another order";
            }
            var byMetric = own.GroupBy(one => one.Metric).ToArray();
            if (byMetric.Length != metrics || byMetric.Any(rowsOf => !rowsOf.Select(one => one.RowId).SequenceEqual(expected)))
            {
                return $"{device}: not the rows that the rules allow";
            }
        }
        return "";
    }

    public static IReadOnlyList<Guid> Notifications(IEnumerable<ReceivedRequest> requests) =>
        [.. requests.Select(request => Guid.Parse(request.Headers["HtmIt-Notification"]))];

    private static async Task<List<(string Device, Guid Id, int Metric, long RowId)>> ReadAsync(
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select device_id, id, metric_number, row_id from notification order by position",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(string, Guid, int, long)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetString(0), reader.GetGuid(1), reader.GetInt32(2), reader.GetInt64(3)));
        }
        return found;
    }
}
