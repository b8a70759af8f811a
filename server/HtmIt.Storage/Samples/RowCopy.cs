using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Writes new rows by binary COPY.</summary>
internal static class RowCopy
{
    private const string Copy = """
        copy metric_data (metric_number, row_id, sample_time, value, raw_anomaly_score, anomaly_likelihood, display_value, surprise, severity,
        commit_position) from stdin (format binary)
        """;

    public static async Task WriteAsync(
        NpgsqlConnection connection,
        long position,
        IEnumerable<WriteRequest> requests,
        CancellationToken cancellationToken
    )
    {
        await using var writer = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var request in requests)
        {
            for (var i = 0; i < request.Rows.Count; i++)
            {
                var row = request.Rows[i];
                // The importer buffers: these calls complete at once but for one in hundreds.
                await writer.StartRowAsync(cancellationToken);
                await writer.WriteAsync(request.Metric.Number, NpgsqlDbType.Integer, cancellationToken);
                await writer.WriteAsync(row.RowId, NpgsqlDbType.Bigint, cancellationToken);
                await writer.WriteAsync(DateTime.UnixEpoch.AddSeconds(row.Time), NpgsqlDbType.TimestampTz, cancellationToken);
                await writer.WriteAsync(row.Value, NpgsqlDbType.Double, cancellationToken);
                if (row.Score is { } score)
                {
                    await writer.WriteAsync(score.RawAnomalyScore, NpgsqlDbType.Double, cancellationToken);
                    await writer.WriteAsync(score.AnomalyLikelihood, NpgsqlDbType.Double, cancellationToken);
                    await writer.WriteAsync(score.DisplayValue, NpgsqlDbType.Bigint, cancellationToken);
                    await writer.WriteAsync(score.Surprise, NpgsqlDbType.Double, cancellationToken);
                    await (
                        score.Severity > 0
                            ? writer.WriteAsync(score.Severity, NpgsqlDbType.Double, cancellationToken)
                            : writer.WriteNullAsync(cancellationToken)
                    );
                }
                else
                {
                    await writer.WriteNullAsync(cancellationToken);
                    await writer.WriteNullAsync(cancellationToken);
                    await writer.WriteNullAsync(cancellationToken);
                    await writer.WriteNullAsync(cancellationToken);
                    await writer.WriteNullAsync(cancellationToken);
                }
                await writer.WriteAsync(position, NpgsqlDbType.Bigint, cancellationToken);
            }
        }
        await writer.CompleteAsync(cancellationToken);
    }
}
