using System.Buffers.Text;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;

namespace HtmIt.Server.Tests.BadInput;

/// <summary>Bad requests for lists, pages and watches.</summary>
internal static class ReadingCases
{
    private const string Invalid = "INVALID_FIELD";

    private static readonly string Unknown = $"metrics/{new string('a', 32)}";

    public static IEnumerable<BadCase> All => [.. Lists(), .. Buckets(), .. Pages(), .. Watches(), .. Names()];

    private static IEnumerable<BadCase> Lists()
    {
        yield return List("list: no metric", Invalid, "metric", request => request.Metric = "");
        yield return List("list: malformed metric", Invalid, "metric", request => request.Metric = "metrics/x");
        yield return List("list: negative page size", Invalid, "page_size", request => request.PageSize = -1);
        yield return List("list: negative limit", Invalid, "limit_per_metric", request => request.LimitPerMetric = -1);
        yield return List("list: negative first row", Invalid, "first_row_id", request => request.FirstRowId = -1);
        yield return List("list: negative last row", Invalid, "last_row_id", request => request.LastRowId = long.MinValue);
        yield return List("list: score above 1", Invalid, "min_anomaly_likelihood", request => request.MinAnomalyLikelihood = 1.01);
        yield return List("list: negative score", Invalid, "min_anomaly_likelihood", request => request.MinAnomalyLikelihood = -0.01);
        yield return List("list: score NaN", Invalid, "min_anomaly_likelihood", request => request.MinAnomalyLikelihood = double.NaN);
        yield return List("list: surprise NaN", Invalid, "min_surprise", request => request.MinSurprise = double.NaN);
        yield return List("list: surprise infinite", Invalid, "min_surprise", request => request.MinSurprise = double.PositiveInfinity);
        yield return List("list: unknown order", Invalid, "order", request => request.Order = (DataOrder)77);
        yield return List("list: start too late", Invalid, "start_time", request => request.StartTime = At(long.MaxValue));
        yield return List("list: start with nanoseconds", Invalid, "start_time", request => request.StartTime = At(0, 1_000_000_000));
        yield return List("list: end too early", Invalid, "end_time", request => request.EndTime = At(long.MinValue));
        yield return new(
            "list: unknown metric",
            async tests => Answer.Of(await Refusal.OfAsync(tests.Client.ListMetricDataAsync(new() { Metric = Unknown }))),
            new("NotFound", "METRIC_NOT_FOUND", "")
        );
    }

    private static IEnumerable<BadCase> Buckets()
    {
        yield return Bucket("buckets: no metric", "metric", request => request.Metric = "");
        yield return Bucket("buckets: all metrics", "metric", request => request.Metric = "metrics/-");
        yield return Bucket("buckets: no start", "start_time", request => request.StartTime = null);
        yield return Bucket("buckets: start too late", "start_time", request => request.StartTime = At(long.MaxValue));
        yield return Bucket("buckets: start too early", "start_time", request => request.StartTime = At(-1));
        yield return Bucket("buckets: no end", "end_time", request => request.EndTime = null);
        yield return Bucket("buckets: end at the start", "end_time", request => request.EndTime = request.StartTime);
        yield return Bucket("buckets: end too early", "end_time", request => request.EndTime = At(long.MinValue));
        yield return Bucket("buckets: no division", "division", request => request.ClearDivision());
        yield return Bucket("buckets: none", "bucket_count", request => request.BucketCount = 0);
        yield return Bucket("buckets: too many", "bucket_count", request => request.BucketCount = 10_001);
        yield return Bucket("buckets: width of nothing", "bucket_width", request => request.BucketWidth = new());
        yield return Bucket("buckets: negative width", "bucket_width", request => request.BucketWidth = new() { Seconds = -1 });
        yield return Bucket("buckets: part of a second", "bucket_width", request => request.BucketWidth = new() { Seconds = 1, Nanos = 1 });
        yield return Bucket("buckets: endless width", "bucket_width", request => request.BucketWidth = new() { Seconds = long.MaxValue });
        yield return Bucket("buckets: too narrow", "bucket_width", request => request.BucketWidth = new() { Seconds = 9 });
        yield return new(
            "buckets: unknown metric",
            async tests =>
            {
                var request = ValidBuckets(Unknown);
                return Answer.Of(await Refusal.OfAsync(tests.Client.ListMetricDataBucketsAsync(request)));
            },
            new("NotFound", "METRIC_NOT_FOUND", "")
        );
    }

    private static IEnumerable<BadCase> Pages()
    {
        const string mismatch = "PAGE_TOKEN_MISMATCH";
        yield return List("page: garbage token", mismatch, "page_token", request => request.PageToken = "!!!");
        yield return List("page: base64 of nothing known", mismatch, "page_token", request => request.PageToken = "AAAA");
        yield return List("page: JSON of another shape", mismatch, "page_token", request => request.PageToken = "W10");
        yield return List("page: endless token", mismatch, "page_token", request => request.PageToken = new string('A', 100_000));
        yield return new(
            "page: token of another query",
            async tests =>
            {
                var first = await tests.Client.ListMetricDataAsync(new() { Metric = tests.KnownName, PageSize = 1 });
                var other = new ListMetricDataRequest
                {
                    Metric = tests.KnownName,
                    PageSize = 1,
                    IncludeUnscored = true,
                    PageToken = first.NextPageToken,
                };
                return Answer.Of(await Refusal.OfAsync(tests.Client.ListMetricDataAsync(other)));
            },
            new("InvalidArgument", mismatch, "page_token")
        );
        yield return new(
            "page: token of another list",
            async tests =>
            {
                var first = await tests.MetricClient.ListMetricsAsync(new() { PageSize = 1 });
                var other = new ListModelsRequest { PageSize = 1, PageToken = first.NextPageToken };
                return Answer.Of(await Refusal.OfAsync(tests.ModelClient.ListModelsAsync(other)));
            },
            new("InvalidArgument", mismatch, "page_token")
        );
        yield return new(
            "page: token with another key",
            async tests =>
            {
                var first = await tests.MetricClient.ListMetricsAsync(new() { PageSize = 1 });
                var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(first.NextPageToken));
                var changed = text.Replace("bad.known", "bad\\u0000known", StringComparison.Ordinal);
                var token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(changed));
                return Answer.Of(await Refusal.OfAsync(tests.MetricClient.ListMetricsAsync(new() { PageSize = 1, PageToken = token })));
            },
            new("InvalidArgument", mismatch, "page_token")
        );
        yield return new(
            "metrics: negative page size",
            async tests => Answer.Of(await Refusal.OfAsync(tests.MetricClient.ListMetricsAsync(new() { PageSize = -1 }))),
            new("InvalidArgument", Invalid, "page_size")
        );
        yield return new(
            "metrics: unknown datasource",
            async tests =>
                Answer.Of(
                    await Refusal.OfAsync(
                        tests.MetricClient.ListMetricsAsync(new() { Selector = new() { Datasources = { (V1.Datasource)9 } } })
                    )
                ),
            new("InvalidArgument", Invalid, "selector.datasources[0]")
        );
        yield return new(
            "metrics: server with NUL",
            async tests =>
                Answer.Of(
                    await Refusal.OfAsync(tests.MetricClient.ListMetricsAsync(new() { Selector = new() { Resources = { "a\0b" } } }))
                ),
            new("InvalidArgument", Invalid, "selector.resources[0]")
        );
        yield return new(
            "models: unknown status",
            async tests =>
                Answer.Of(
                    await Refusal.OfAsync(
                        tests.ModelClient.ListModelsAsync(new() { Selector = new() { Statuses = { (V1.MetricStatus)99 } } })
                    )
                ),
            new("InvalidArgument", Invalid, "selector.statuses[0]")
        );
    }

    private static IEnumerable<BadCase> Watches()
    {
        const string position = "POSITION_INVALID";
        yield return Watch("watch: garbage position", position, "after_position", request => request.AfterPosition = "garbage");
        yield return Watch("watch: empty position", position, "after_position", request => request.AfterPosition = "");
        yield return Watch("watch: position with another end", position, "after_position", request => request.AfterPosition = Changed());
        yield return Watch(
            "watch: position in the other Base64",
            position,
            "after_position",
            request => request.AfterPosition = Convert.ToBase64String(new byte[13])
        );
        yield return Watch(
            "watch: position beyond time",
            position,
            "after_position",
            request => request.AfterPosition = new WatchPosition(default, new(long.MaxValue, new(0, long.MaxValue), 0)).ToString()
        );
        yield return Watch("watch: score 2", Invalid, "min_anomaly_likelihood", request => request.MinAnomalyLikelihood = 2);
        yield return Watch("watch: score NaN", Invalid, "min_anomaly_likelihood", request => request.MinAnomalyLikelihood = double.NaN);
        yield return Watch("watch: negative surprise", Invalid, "min_surprise", request => request.MinSurprise = -1);
        yield return Watch(
            "watch: malformed metric",
            Invalid,
            "selector.metrics[0]",
            request => (request.Selector = new()).Metrics.Add("metrics/-")
        );
        yield return Watch(
            "watch: 2,000 metrics",
            Invalid,
            "selector.metrics",
            request => (request.Selector = new()).Metrics.AddRange(Enumerable.Range(0, 2_000).Select(i => $"metrics/{i:x32}"))
        );
        yield return Watch("watch: start too late", Invalid, "start_time", request => request.StartTime = At(253_402_300_800));
        yield return new(
            "watch: unknown metric",
            tests => tests.RefusedWatchAsync(new() { Selector = new() { Metrics = { Unknown } } }),
            new("NotFound", "METRIC_NOT_FOUND", "")
        );
    }

    private static IEnumerable<BadCase> Names()
    {
        yield return Metric("get: no target", new(), new("InvalidArgument", Invalid, "target"));
        yield return Metric("get: malformed name", new() { Name = "models/x" }, new("InvalidArgument", Invalid, "name"));
        yield return Metric("get: unknown name", new() { Name = Unknown }, new("NotFound", "METRIC_NOT_FOUND", ""));
        yield return Metric(
            "get: unknown own name",
            new() { Key = new() { MetricName = "bad.unknown" } },
            new("NotFound", "METRIC_NOT_FOUND", "")
        );
        yield return Metric(
            "get: own name with NUL",
            new() { Key = new() { MetricName = "a\0b" } },
            new("InvalidArgument", Invalid, "key.metric_name")
        );
        foreach (var name in new[] { "", "two words", new string('n', 300), "a\0b" })
        {
            yield return new(
                $"create metric: name of {name.Length} characters",
                async tests =>
                    Answer.Of(await Refusal.OfAsync(tests.MetricClient.CreateMetricAsync(new() { Metric = new() { MetricName = name } }))),
                new("InvalidArgument", Invalid, "metric.metric_name")
            );
        }
        yield return Say("unit of 65 characters", "metric.unit", metric => metric.Unit = new('u', 65));
        yield return Say("unit with NUL", "metric.unit", metric => metric.Unit = "a\0b");
        yield return Say("description of 401 characters", "metric.description", metric => metric.Description = new('d', 401));
        yield return Say("resource of 101 characters", "metric.resource", metric => metric.Resource = new('r', 101));
        yield return Say("resource with NUL", "metric.resource", metric => metric.Resource = "a\0b");
        yield return Say("user info of 20 KB", "metric.user_info", metric => metric.UserInfo = Info(Value.ForString(new('i', 20_000))));
        yield return Say("user info with NUL", "metric.user_info.x", metric => metric.UserInfo = Info(Value.ForString("a\0b")));
        yield return Say("user info with NaN", "metric.user_info.x", metric => metric.UserInfo = Info(Value.ForNumber(double.NaN)));
        yield return Say("user info with a value of no kind", "metric.user_info.x", metric => metric.UserInfo = Info(new Value()));
        yield return new(
            "delete metric: malformed name",
            async tests => Answer.Of(await Refusal.OfAsync(tests.MetricClient.DeleteMetricAsync(new() { Name = "bad.known" }))),
            new("InvalidArgument", Invalid, "name")
        );
        yield return new(
            "statistics: unknown metric",
            async tests =>
                Answer.Of(
                    await Refusal.OfAsync(tests.MetricClient.GetMetricStatisticsAsync(new() { Target = new() { Metric = Unknown } }))
                ),
            new("NotFound", "METRIC_NOT_FOUND", "")
        );
    }

    private static Struct Info(Value value) => new() { Fields = { ["x"] = value } };

    private static BadCase Say(string name, string field, Action<Metric> spoil) =>
        new(
            $"create metric: {name}",
            async tests =>
            {
                var metric = new Metric { MetricName = "bad.said" };
                spoil(metric);
                return Answer.Of(await Refusal.OfAsync(tests.MetricClient.CreateMetricAsync(new() { Metric = metric })));
            },
            new("InvalidArgument", Invalid, field)
        );

    private static BadCase List(string name, string reason, string field, Action<ListMetricDataRequest> spoil) =>
        new(
            name,
            async tests =>
            {
                var request = new ListMetricDataRequest { Metric = tests.KnownName };
                spoil(request);
                return Answer.Of(await Refusal.OfAsync(tests.Client.ListMetricDataAsync(request)));
            },
            new("InvalidArgument", reason, field)
        );

    private static BadCase Bucket(string name, string field, Action<ListMetricDataBucketsRequest> spoil) =>
        new(
            name,
            async tests =>
            {
                var request = ValidBuckets(tests.KnownName);
                spoil(request);
                return Answer.Of(await Refusal.OfAsync(tests.Client.ListMetricDataBucketsAsync(request)));
            },
            new("InvalidArgument", Invalid, field)
        );

    private static ListMetricDataBucketsRequest ValidBuckets(string metric) =>
        new()
        {
            Metric = metric,
            StartTime = At(0),
            EndTime = At(100_000),
            BucketCount = 10,
        };

    private static BadCase Watch(string name, string reason, string field, Action<WatchMetricDataRequest> spoil) =>
        new(
            name,
            tests =>
            {
                var request = new WatchMetricDataRequest();
                spoil(request);
                return tests.RefusedWatchAsync(request);
            },
            new("InvalidArgument", reason, field)
        );

    private static BadCase Metric(string name, GetMetricRequest request, Answer answer) =>
        new(name, async tests => Answer.Of(await Refusal.OfAsync(tests.MetricClient.GetMetricAsync(request))), answer);

    private static string Changed()
    {
        var text = new WatchPosition(new(Guid.Empty, 1, 1)).ToString();
        return text[..^2] + (text[^2] == 'A' ? "B" : "A") + text[^1];
    }

    private static Timestamp At(long seconds, int nanos = 0) => new() { Seconds = seconds, Nanos = nanos };
}
