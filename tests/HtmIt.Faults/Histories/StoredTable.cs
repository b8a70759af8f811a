using HtmIt.Faults.Clusters;
using Npgsql;

namespace HtmIt.Faults.Histories;

/// <summary>What is truly stored: read with plain SQL, past all code of the service.</summary>
internal static class StoredTable
{
    private const string Query = """
        select m.name, m.id, d.row_id, extract(epoch from d.sample_time)::bigint, d.value
        from metric_data d join metric m on m.number = d.metric_number
        """;

    public static async Task<List<StoredRow>> ReadAsync(FaultyCluster cluster, CancellationToken cancellationToken)
    {
        await using var connection = await cluster.ConnectAsync(FaultyCluster.Service, cancellationToken);
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<StoredRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var metric = $"metrics/{reader.GetGuid(1):N}";
            rows.Add(new(reader.GetString(0), metric, reader.GetInt64(2), reader.GetInt64(3), reader.GetDouble(4)));
        }
        return rows;
    }
}
