using System.Globalization;
using System.Text.Json.Nodes;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Diagnostics;

/// <summary>The contents of a feedback archive, in the original's form, which its tools read.</summary>
public static class FeedbackDocument
{
    public const string MetricFile = "metric.json";
    public const string DataFile = "metric_data.csv";

    /// <summary>Names that the client's view may not take.</summary>
    public static readonly IReadOnlySet<string> OwnNames = new HashSet<string>(StringComparer.Ordinal) { "uid", "server_id", "metric" };

    public const string DataHeader = "uid,rowid,timestamp,metric_value,raw_anomaly_score,anomaly_score,display_value";

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    public const string IdRule = "must be 1 to 63 lower-case letters, digits and hyphens, or empty";

    /// <summary>Whether a client may call an archive so; empty leaves it to the server.</summary>
    public static bool IsId(string id) => id.Length <= 63 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <param name="metric">The metric.</param>
    /// <param name="id">What a client has chosen; empty for the time.</param>
    /// <param name="now">The time.</param>
    public static string FileName(Metric metric, string id, DateTimeOffset now)
    {
        var version = id.Length > 0 ? id : now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return $"metric_dump_{metric.Id}_{version}.tar.gz";
    }

    public static string Key(long serverId, string fileName) =>
        string.Create(CultureInfo.InvariantCulture, $"metric_dumps/{serverId}-{fileName}");

    /// <summary>The client's view, the server's id, and the metric as JSON in a string.</summary>
    public static JsonObject Write(JsonObject clientView, long serverId, Metric metric)
    {
        var document = clientView.DeepClone().AsObject();
        document["server_id"] = serverId;
        document["metric"] = Write(metric).ToJsonString();
        return document;
    }

    public static string Line(Metric metric, in DataRow row)
    {
        var score = row.Score;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{metric.Id},{row.RowId},{Time(row.Time)},{row.Value:R},{score?.RawAnomalyScore:R},{score?.AnomalyLikelihood:R},{score?.DisplayValue}"
        );
    }

    /// <summary>The thirteen columns that the original showed of a metric, and its display name.</summary>
    private static JsonObject Write(Metric metric) =>
        new()
        {
            ["uid"] = metric.Id.ToString(),
            ["datasource"] = metric.Datasource.Name,
            ["name"] = metric.Name,
            ["description"] = metric.Description,
            ["server"] = metric.Resource,
            ["location"] = metric.Region,
            ["parameters"] = metric.Spec is { } spec ? ModelSpecJson.ToJson(spec) : null,
            ["status"] = (int)metric.Status,
            ["message"] = metric.StatusMessage.Length > 0 ? metric.StatusMessage : null,
            ["last_timestamp"] = metric.NextCollectTime is { } next ? Time(next.ToUnixTimeSeconds()) : null,
            ["poll_interval"] = (int)metric.PollInterval.TotalSeconds,
            ["tag_name"] = metric.TagName.Length > 0 ? metric.TagName : null,
            ["last_rowid"] = metric.LastRowId,
            ["display_name"] = metric.DisplayName,
        };

    private static string Time(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString(TimeFormat, CultureInfo.InvariantCulture);
}
