using System.Diagnostics;
using Npgsql;

namespace HtmIt.Benchmarks.Server;

/// <summary>The least that storing the rows can cost: one binary COPY of the same columns into a table with the same key.</summary>
internal static class CopyBaseline
{
    public static async Task<double> RunAsync(string connectionString, int metrics, int rows, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync("drop table if exists copy_baseline");
        await ExecuteAsync("create table copy_baseline (like metric_data, primary key (metric_number, sample_time))");
        var watch = Stopwatch.StartNew();
        await using (
            var writer = await connection.BeginBinaryImportAsync("copy copy_baseline from stdin (format binary)", cancellationToken)
        )
        {
            for (var i = 0; i < rows; i++)
            {
                await writer.StartRowAsync(cancellationToken);
                await writer.WriteAsync(i % metrics, cancellationToken);
                await writer.WriteAsync((long)(i / metrics), cancellationToken);
                await writer.WriteAsync(DateTime.UnixEpoch.AddSeconds(300L * (i / metrics)), cancellationToken);
                await writer.WriteAsync(50.0 + i % 7, cancellationToken);
                await writer.WriteAsync(0.05, cancellationToken);
                await writer.WriteAsync(0.5, cancellationToken);
                await writer.WriteAsync(1_000L, cancellationToken);
                await writer.WriteAsync(0.1, cancellationToken);
                await writer.WriteAsync((long)i, cancellationToken);
                // The severity, which most rows do not have.
                await writer.WriteNullAsync(cancellationToken);
            }
            await writer.CompleteAsync(cancellationToken);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        await ExecuteAsync("drop table copy_baseline");
        return seconds;

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
