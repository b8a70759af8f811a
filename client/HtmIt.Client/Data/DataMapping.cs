using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Turns generated rows into those of the typed client, and requests back.</summary>
internal static class DataMapping
{
    private static MetricDataPage ToPage(V1.ListMetricDataResponse page) =>
        new([.. page.MetricRows.Select(ToRows)], page.KeptSince?.ToDateTimeOffset()) { Position = page.Position };

    public static MetricRows ToRows(V1.MetricRows rows) =>
        new(rows.Metric, [.. rows.Rows.Select(row => ToRow(rows.Metric, row))])
        {
            Key = rows.Key is { } key ? MetricKey.Of(key) : null,
            MetricName = rows.Key?.MetricName ?? rows.MetricName,
            Resource = rows.Resource,
        };

    private static MetricDataRow ToRow(string metric, V1.MetricDataRow row) =>
        new(
            metric,
            row.RowId,
            row.SampleTime.ToDateTimeOffset(),
            row.Value,
            row.HasAnomalyLikelihood ? new RowScore(row.RawAnomalyScore, row.AnomalyLikelihood, row.Surprise, row.Severity) : null
        )
        {
            IsLearning = row.Learning,
        };

    public static V1.Sample ToSample(in Sample sample) =>
        new() { SampleTime = Timestamp.FromDateTimeOffset(sample.Time), Value = sample.Value };

    public static Sample ToSample(V1.Sample sample) => new(sample.SampleTime.ToDateTimeOffset(), sample.Value);

    public static V1.SampleSeries ToSeries(MetricTarget target) => new() { Target = target.ToProto() };

    public static V1.SampleSeries ToSeries(SampleSeries series)
    {
        var proto = ToSeries(series.Target);
        proto.Samples.AddRange(series.Samples.Select(sample => ToSample(sample)));
        return proto;
    }

    /// <summary>Lists the rows of a metric, or of all by the name that stands for them.</summary>
    public static IAsyncEnumerable<MetricDataPage> ListPagesAsync(
        V1.MetricDataService.MetricDataServiceClient stub,
        Calls calls,
        MetricTarget target,
        ListMetricDataOptions options,
        CancellationToken cancellationToken
    ) =>
        calls.ListAsync(
            stub.ListMetricDataAsync,
            pageToken => ToListRequest(target, options, pageToken),
            page => (new[] { ToPage(page) }.AsEnumerable(), page.NextPageToken),
            cancellationToken
        );

    private static V1.ListMetricDataRequest ToListRequest(MetricTarget target, ListMetricDataOptions options, string pageToken)
    {
        var request = new V1.ListMetricDataRequest
        {
            StartTime = ToTimestamp(options.StartTime),
            EndTime = ToTimestamp(options.EndTime),
            IncludeUnscored = options.IncludeUnscored,
            LearningRows = ToLearningRows(options.ExcludeLearning),
            Order = (V1.DataOrder)options.Order,
            FirstRowId = options.FirstRowId,
            LastRowId = options.LastRowId,
            LimitPerMetric = options.LimitPerMetric,
            PageSize = options.PageSize,
            PageToken = pageToken,
        };
        if (target is MetricByKey { Key: var key })
        {
            request.Key = key.ToProto();
        }
        else
        {
            request.Metric = target.Value;
        }

        if (options.MinAnomalyLikelihood is { } minAnomalyLikelihood)
        {
            request.MinAnomalyLikelihood = minAnomalyLikelihood;
        }

        if (options.MinSurprise is { } minSurprise)
        {
            request.MinSurprise = minSurprise;
        }

        return request;
    }

    public static V1.WatchMetricDataRequest ToWatchRequest(WatchOptions options, WatchStart start)
    {
        var request = new V1.WatchMetricDataRequest
        {
            Selector = options.Selector.ToProto(),
            LearningRows = ToLearningRows(options.ExcludeLearning),
        };
        if (start is WatchResumption { Position: { } position })
        {
            request.AfterPosition = position;
        }
        else if (start is WatchSince { Time: var time })
        {
            request.StartTime = Timestamp.FromDateTimeOffset(time);
        }

        if (options.MinAnomalyLikelihood is { } minAnomalyLikelihood)
        {
            request.MinAnomalyLikelihood = minAnomalyLikelihood;
        }

        if (options.MinSurprise is { } minSurprise)
        {
            request.MinSurprise = minSurprise;
        }

        return request;
    }

    private static V1.LearningRows ToLearningRows(bool exclude) => exclude ? V1.LearningRows.Exclude : V1.LearningRows.Unspecified;

    public static Timestamp? ToTimestamp(DateTimeOffset? time) => time is { } given ? Timestamp.FromDateTimeOffset(given) : null;
}
