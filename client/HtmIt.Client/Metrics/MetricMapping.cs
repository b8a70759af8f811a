namespace HtmIt.Client;

/// <summary>Turns generated metrics into those of the typed client.</summary>
internal static class MetricMapping
{
    public static Metric ToMetric(V1.Metric metric) =>
        new(metric.Name, metric.MetricName)
        {
            Labels = ToLabels(metric.Labels),
            Model = metric.Model,
            Datasource = (Datasource)metric.Datasource,
            Description = metric.Description,
            Resource = metric.Resource,
            Region = metric.Region,
            TagName = metric.TagName,
            DisplayName = metric.DisplayName,
            Status = (MetricStatus)metric.Status,
            StatusMessage = metric.StatusMessage,
            PollInterval = metric.PollInterval?.ToTimeSpan(),
            LastRowId = metric.LastRowId,
            LastSampleTime = metric.LastSampleTime?.ToDateTimeOffset(),
            NextCollectTime = metric.NextCollectTime?.ToDateTimeOffset(),
            CreateTime = metric.CreateTime?.ToDateTimeOffset(),
            UpdateTime = metric.UpdateTime?.ToDateTimeOffset(),
            Etag = metric.Etag,
        };

    public static IReadOnlyDictionary<string, string> ToLabels(IDictionary<string, string> labels) =>
        labels.Count == 0 ? Metric.NoLabels : new SortedDictionary<string, string>(labels, StringComparer.Ordinal);
}
