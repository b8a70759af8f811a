using HtmIt.Core.Log;
using HtmIt.Engine;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>The columns of <c>metric_data</c> that make a row, and how they are read.</summary>
internal static class RowColumns
{
    public const string Names =
        "d.row_id, d.sample_time, d.value, d.raw_anomaly_score, d.anomaly_likelihood, d.display_value, d.surprise, d.severity";

    public const int Count = 8;

    /// <summary>Rows to be removed are hidden before they are.</summary>
    public const string KeptSince = "(select kept_since from commit_head)";

    /// <param name="reader">Stands on a row.</param>
    /// <param name="first">Where the columns begin.</param>
    public static DataRow Read(NpgsqlDataReader reader, int first)
    {
        AnomalyResult? score = reader.IsDBNull(first + 4)
            ? null
            : new(
                reader.GetDouble(first + 3),
                reader.GetDouble(first + 4),
                reader.GetInt64(first + 5),
                reader.GetDouble(first + 6),
                reader.IsDBNull(first + 7) ? 0 : reader.GetDouble(first + 7)
            );
        return new(reader.GetInt64(first), Seconds(reader.GetDateTime(first + 1)), reader.GetDouble(first + 2), score);
    }

    public static long Seconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
}
