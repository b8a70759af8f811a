using HtmIt.Core.Actors;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using MetricId = HtmIt.Core.Names.MetricId;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>What is on a server that is moved: metrics of all datasources with rows, a note, a device.</summary>
internal static class ExchangeContents
{
    public const int Customs = 150;
    public const int RowsBefore = 60;

    /// <summary>Rows that one metric has before those that all have: it is old enough for incidents.</summary>
    public const int RowsOfPast = 260;

    private const int Old = 3;
    private const int CloudWatchMetrics = 40;
    private const int Autostacks = 5;
    private const long Start = Ingest.Start;

    public static async Task FillAsync(InProcessServer server, CancellationToken cancellationToken)
    {
        await MonitorAsync(server, Customs);
        var models = new ModelService.ModelServiceClient(server.Channel);
        for (var i = 0; i < CloudWatchMetrics; i++)
        {
            await models.CreateModelAsync(new() { Spec = CloudWatch(i) }, cancellationToken: cancellationToken);
        }
        var stacks = new AutostackService.AutostackServiceClient(server.Channel);
        for (var i = 0; i < Autostacks; i++)
        {
            var stack = await stacks.CreateAutostackAsync(
                new()
                {
                    Autostack = new()
                    {
                        Title = $"stack{i}",
                        Region = "us-west-2",
                        Filters =
                        {
                            new ResourceFilter { Name = "tag:Name", Values = { $"web{i}*" } },
                        },
                    },
                },
                cancellationToken: cancellationToken
            );
            foreach (var metric in new[] { "NetworkIn", "CPUUtilization" })
            {
                var spec = new ModelSpec
                {
                    Autostack = new()
                    {
                        Autostack = stack.Autostack.Name,
                        Namespace = "AWS/EC2",
                        MetricName = metric,
                    },
                };
                await models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancellationToken);
            }
        }
        await FeedPastAsync(server, cancellationToken);
        const int RowsLearnt = 40;
        await FeedAsync(server, Customs, 0, RowsLearnt, cancellationToken);
        var runtime = server.Services.GetRequiredService<IModelRuntime>();
        foreach (var metric in (await ListAsync(new(server.Channel))).Where(metric => metric.Status == MetricStatus.Active))
        {
            Assert.That(MetricId.TryParseMetric(metric.Name, out var id), Is.True);
            await runtime.SaveAsync(id, cancellationToken);
        }
        // The last rows are not in the saved states.
        await FeedAsync(server, Customs, RowsLearnt, RowsBefore - RowsLearnt, cancellationToken);
        await AnnotateAsync(server, "whole.1");
        var devices = new DeviceService.DeviceServiceClient(server.Channel);
        var device = new Device
        {
            Name = "devices/ops",
            WebhookUrl = "https://example.org/hook",
            WebhookSecret = "s3cret",
        };
        await devices.UpdateDeviceAsync(new() { Device = device, AllowMissing = true }, cancellationToken: cancellationToken);
    }

    /// <summary>Every seventh metric is not monitored, every fifth waits for data.</summary>
    public static async Task MonitorAsync(InProcessServer server, int count)
    {
        var models = new ModelService.ModelServiceClient(server.Channel);
        foreach (var i in Enumerable.Range(0, count).Where(i => i % 7 != 6))
        {
            var spec = new ModelSpec { Custom = new() { Target = new() { Key = Key(i) } } };
            if (i % 5 != 4)
            {
                spec.ModelParams = new() { Min = 0, Max = 100 };
            }
            await models.CreateModelAsync(new() { Spec = spec });
        }
    }

    private static ModelSpec CloudWatch(int i) =>
        new()
        {
            Cloudwatch = new()
            {
                Region = "us-west-2",
                Namespace = "AWS/RDS",
                MetricName = "ReadIOPS",
                Dimensions = { ["DBInstanceIdentifier"] = $"db{i}" },
            },
        };

    private static V1.MetricKey Key(int i) =>
        i % 3 == 0
            ? new() { MetricName = $"whole.{i}" }
            : new() { MetricName = $"whole.{i % 3}", Labels = { ["host"] = $"h\"{i}", ["zone"] = "ä;=" } };

    public static SampleSeries Series(int i, int from, int count, int shift = 0)
    {
        var series = new SampleSeries { Target = new() { Key = Key(i) } };
        series.Samples.AddRange(
            Enumerable
                .Range(from, count)
                .Select(k => new V1.Sample
                {
                    SampleTime = new() { Seconds = Start + (k * 300) },
                    Value = Value(i, k) + shift,
                })
        );
        return series;
    }

    /// <summary>Irrational, so that no bit is like another by chance; those of the old metric with some that make incidents.</summary>
    private static double Value(int i, int k) => 50 + (40 * Math.Sin((k * 0.7) + i)) + (k % 17 == 0 ? 9.1 : 0) + (i == Old ? Absurd(k) : 0);

    /// <summary>An incident that is over, and one that begins among the rows of the saved state, becomes worse after it, and is over after the move.
    /// </summary>
    private static double Absurd(int k) =>
        k switch
        {
            -120 => 1e3,
            30 => 1e5,
            45 => 1e9,
            _ => 0,
        };

    /// <summary>Gives one metric the rows before those that all have.</summary>
    public static async Task FeedPastAsync(InProcessServer server, CancellationToken cancellationToken)
    {
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        var answer = await data.WriteMetricDataAsync(
            new() { Series = { Series(Old, -RowsOfPast, RowsOfPast) } },
            cancellationToken: cancellationToken
        );
        Assert.That(answer.Outcomes.Single().StoredCount, Is.EqualTo(RowsOfPast));
    }

    public static async Task FeedAsync(InProcessServer server, int customs, int from, int count, CancellationToken cancellationToken)
    {
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        foreach (var chunk in Enumerable.Range(0, customs).Chunk(50))
        {
            var answer = await data.WriteMetricDataAsync(
                new() { Series = { chunk.Select(i => Series(i, from, count)) } },
                cancellationToken: cancellationToken
            );
            Assert.That(answer.Outcomes.Select(one => one.StoredCount), Is.All.EqualTo(count));
        }
        var runtime = server.Services.GetRequiredService<IModelRuntime>();
        var listed = await ListAsync(new(server.Channel));
        foreach (
            var (i, metric) in listed
                .Where(metric => metric.Datasource != Datasource.Custom)
                .OrderBy(Sorted, StringComparer.Ordinal)
                .Index()
        )
        {
            var samples = Enumerable.Range(from, count).Select(k => new Sample(Start + (k * 300), Value(i, k))).ToArray();
            var next = DateTimeOffset.FromUnixTimeSeconds(Start + ((from + count) * 300));
            Assert.That(MetricId.TryParseMetric(metric.Name, out var id), Is.True);
            await runtime.CollectAsync(id, samples, next, cancellationToken);
        }

        static string Sorted(Metric metric) =>
            metric.Datasource == Datasource.Autostack ? $"{metric.TagName} {metric.MetricName}" : metric.Resource;
    }

    private static async Task<List<Metric>> ListAsync(MetricService.MetricServiceClient metrics) =>
        [.. (await metrics.ListMetricsAsync(new() { PageSize = 1_000 })).Metrics];

    public static async Task AnnotateAsync(InProcessServer server, string metric)
    {
        var found = (await ListAsync(new(server.Channel))).First(one => one.MetricName == metric);
        var annotations = new AnnotationService.AnnotationServiceClient(server.Channel);
        await annotations.CreateAnnotationAsync(
            new()
            {
                Annotation = new()
                {
                    AnnotatedTime = new() { Seconds = Start },
                    Client = "test",
                    User = "me",
                    Resource = found.Resource,
                    Message = "deployed",
                },
            }
        );
    }
}
