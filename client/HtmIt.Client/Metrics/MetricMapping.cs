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
            ResourceName = metric.ResourceName,
            Region = metric.Region,
            TagName = metric.TagName,
            DisplayName = metric.DisplayName,
            Status = (MetricStatus)metric.Status,
            StatusMessage = metric.StatusMessage,
            PollInterval = metric.PollInterval?.ToTimeSpan(),
            LastRowId = metric.LastRowId,
            LastSampleTime = metric.LastSampleTime?.ToDateTimeOffset(),
            NextCollectTime = metric.NextCollectTime?.ToDateTimeOffset(),
            Collecting = CollectMapping.ToState(metric.Collecting),
            CreateTime = metric.CreateTime?.ToDateTimeOffset(),
            UpdateTime = metric.UpdateTime?.ToDateTimeOffset(),
            Etag = metric.Etag,
            Unit = metric.Unit,
            UserInfo = JsonMapping.ToJson(metric.UserInfo),
        };

    public static V1.Metric ToProto(NewMetric metric)
    {
        var proto = new V1.Metric
        {
            MetricName = metric.Key.MetricName,
            Unit = metric.Unit,
            Description = metric.Description,
            Resource = metric.Resource,
            UserInfo = metric.UserInfo is { } info ? JsonMapping.ToStruct(info) : null,
        };
        foreach (var (label, value) in metric.Key.Labels)
        {
            proto.Labels.Add(label, value);
        }

        return proto;
    }

    public static V1.UpdateMetricRequest ToRequest(string name, MetricChange change)
    {
        var request = new V1.UpdateMetricRequest
        {
            Metric = new() { Name = name, Etag = change.Etag },
            UpdateMask = new(),
        };
        if (change.Unit is { } unit)
        {
            request.Metric.Unit = unit;
            request.UpdateMask.Paths.Add("unit");
        }

        if (change.Description is { } description)
        {
            request.Metric.Description = description;
            request.UpdateMask.Paths.Add("description");
        }

        if (change.Resource is { } resource)
        {
            request.Metric.Resource = resource;
            request.UpdateMask.Paths.Add("resource");
        }

        if (change.UserInfo is { } info)
        {
            request.Metric.UserInfo = JsonMapping.ToStruct(info);
            request.UpdateMask.Paths.Add("user_info");
        }

        if (change.RemoveUserInfo)
        {
            request.UpdateMask.Paths.Add("user_info");
        }

        return request;
    }

    public static MetricStatistics ToStatistics(V1.GetMetricStatisticsResponse response) =>
        new(response.RowCount, response.ScoredRowCount)
        {
            MinValue = response.HasMinValue ? response.MinValue : null,
            MaxValue = response.HasMaxValue ? response.MaxValue : null,
            FirstSampleTime = response.FirstSampleTime?.ToDateTimeOffset(),
            LastSampleTime = response.LastSampleTime?.ToDateTimeOffset(),
        };

    public static IReadOnlyDictionary<string, string> ToLabels(IDictionary<string, string> labels) =>
        labels.Count == 0 ? Metric.NoLabels : new SortedDictionary<string, string>(labels, StringComparer.Ordinal);
}
