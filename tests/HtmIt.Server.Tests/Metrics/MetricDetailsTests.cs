using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Metrics;

/// <summary>What people say about metrics.</summary>
public sealed class MetricDetailsTests : ServerFixture
{
    [Test]
    public async Task CreateMetric_ThatMonitors_IsTheSameHoweverOften()
    {
        var metric = Described("said.monitored");
        var first = await Metrics.CreateMetricAsync(new() { Metric = metric, Monitor = true });
        var second = await Metrics.CreateMetricAsync(new() { Metric = metric, Monitor = true });
        Assert.That((first.Created, first.Metric.Status), Is.EqualTo((true, MetricStatus.PendingData)));
        Assert.That((second.Created, second.Metric), Is.EqualTo((false, first.Metric)));

        var idle = await Metrics.CreateMetricAsync(new() { Metric = Described("said.idle") });
        var later = await Metrics.CreateMetricAsync(new() { Metric = Described("said.idle"), Monitor = true });
        Assert.That((idle.Metric.Status, later.Created), Is.EqualTo((MetricStatus.Unmonitored, false)));
        Assert.That(later.Metric.Status, Is.EqualTo(MetricStatus.PendingData));
    }

    [Test]
    public async Task UpdateMetric_WithoutMask_ChangesWhatIsGiven()
    {
        var metric = await CreateAsync("said.given");
        var changed = await UpdateAsync(new() { Name = metric.Name, Unit = "s" });
        var expected = metric.Clone();
        (expected.Unit, expected.UpdateTime, expected.Etag) = ("s", changed.UpdateTime, changed.Etag);
        Assert.That(changed, Is.EqualTo(expected));
        Assert.That(changed.Etag, Is.Not.EqualTo(metric.Etag));
        Assert.That(await MetricAsync("said.given"), Is.EqualTo(changed));
    }

    [TestCase("resource,user_info", "ms", "about", "said.resource+user_info", false)]
    [TestCase("*", "", "Custom metric said.*", "said.*", false)]
    [TestCase("unit", "", "about", "host-1", true)]
    public async Task UpdateMetric_MaskNamesWhatIsNotGiven_GoesBackToWhatIsUsual(
        string mask,
        string unit,
        string description,
        string resource,
        bool hasInfo
    )
    {
        var metric = await CreateAsync($"said.{mask.Replace(',', '+')}");
        var changed = await UpdateAsync(new() { Name = metric.Name }, mask.Split(','));
        Assert.That((changed.Unit, changed.Description, changed.Resource), Is.EqualTo((unit, description, resource)));
        Assert.That(changed.UserInfo is not null, Is.EqualTo(hasInfo));
    }

    [Test]
    public async Task UpdateMetric_OldEtag_IsAbortedAndChangesNothing()
    {
        var metric = await CreateAsync("said.etag");
        var changed = await UpdateAsync(
            new()
            {
                Name = metric.Name,
                Unit = "s",
                Etag = metric.Etag,
            }
        );
        var late = new Metric
        {
            Name = metric.Name,
            Unit = "h",
            Etag = metric.Etag,
        };
        var refusal = await Refusal.OfAsync(() => UpdateAsync(late));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Aborted, "METRIC_CHANGED")));
        Assert.That(refusal.Metadata["metric"], Is.EqualTo(metric.Name));
        Assert.That(await MetricAsync("said.etag"), Is.EqualTo(changed));
    }

    [TestCase("name", "update_mask.paths[0]")]
    [TestCase("unit,status", "update_mask.paths[1]")]
    [TestCase("", "metric")]
    public async Task UpdateMetric_BadMask_IsRefused(string mask, string field)
    {
        var metric = await CreateAsync($"said.mask.{mask}");
        var refusal = await Refusal.OfAsync(() =>
            UpdateAsync(new() { Name = metric.Name }, mask.Split(',', StringSplitOptions.RemoveEmptyEntries))
        );
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, field)));
    }

    [Test] // the model goes on, under the other resource
    public async Task UpdateMetric_OfAMonitoredOne_MovesItsModel()
    {
        await Data.SendAsync(Ingest.Series("said.model", Values.Wave(5, 300)));
        await MonitorAsync("said.model");
        var before = await ActiveAsync("said.model");
        await UpdateAsync(new() { Name = before.Metric.Name, Resource = "host-9" });
        await Data.SendAsync(Ingest.Series("said.model", [1, 2], Ingest.Start + 300_000));
        var after = await ModelAsync("said.model");
        Assert.That((after.Metric.Resource, after.Generation), Is.EqualTo(("host-9", before.Generation)));
        Assert.That((await Models.ListModelsAsync(new() { Selector = new() { Resources = { "host-9" } } })).Models, Has.Count.EqualTo(1));
        Assert.That((await RowsAsync("said.model")).Select(row => row.Score is not null), Is.All.True);
    }

    [TestCase("unit")]
    [TestCase("*")]
    [TestCase("")]
    public async Task UpdateMetric_OneFieldOfWhatWasRead_TakesTheRestAsItIs(string mask)
    {
        // Its resource is its key, and longer than people may say.
        var name = $"said.{new string('l', 150)}.{mask.Length}";
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = name } })).Metric;
        metric.Unit = "s";
        var changed = await UpdateAsync(metric, mask.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.That((changed.Unit, changed.Resource), Is.EqualTo(("s", name)));
        metric = new(changed) { Resource = $"{name}." };
        var refusal = await Refusal.OfAsync(() => UpdateAsync(metric, "resource"));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "metric.resource")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task UpdateMetric_OtherResource_TakesItsAnnotationsAlong(bool isMonitored)
    {
        var name = $"said.noted.{isMonitored}";
        var metric = (
            await Metrics.CreateMetricAsync(
                new()
                {
                    Metric = new() { MetricName = name },
                    Monitor = isMonitored,
                }
            )
        ).Metric;
        var annotations = new AnnotationService.AnnotationServiceClient(Channel);
        var note = new Annotation
        {
            AnnotatedTime = new() { Seconds = Ingest.Start },
            Client = "test",
            User = "me",
            Metric = metric.Name,
            Message = "deployed",
        };
        note = (await annotations.CreateAnnotationAsync(new() { Annotation = note })).Annotation;

        await UpdateAsync(new() { Name = metric.Name, Resource = $"{name}.host" });

        var moved = (await annotations.GetAnnotationAsync(new() { Name = note.Name })).Annotation;
        Assert.That((moved.Resource, moved.Metric, moved.Message), Is.EqualTo(($"{name}.host", metric.Name, "deployed")));
    }

    [Test]
    public async Task BatchDeleteMetrics_KnownAndUnknown_HasAnOutcomeForEach()
    {
        var one = await CreateAsync("said.gone");
        var unknown = $"metrics/{new string('e', 32)}";
        var request = new BatchDeleteMetricsRequest { Names = { one.Name, unknown } };
        var results = (await Metrics.BatchDeleteMetricsAsync(request)).Results;
        Assert.That(results[0].Response, Is.Not.Null);
        Assert.That(results[1].Error.Reason, Is.EqualTo(ErrorReason.MetricNotFound));
        request.AllowMissing = true;
        Assert.That((await Metrics.BatchDeleteMetricsAsync(request)).Results.Select(one => one.Error), Is.All.Null);

        var kept = await CreateAsync("said.kept");
        var malformed = new BatchDeleteMetricsRequest { Names = { kept.Name, "metrics/x" } };
        var refusal = await Refusal.OfAsync(Metrics.BatchDeleteMetricsAsync(malformed));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "names[1]")));
        Assert.That(await MetricAsync("said.kept"), Is.EqualTo(kept));
    }

    private static Metric Described(string name) =>
        new()
        {
            MetricName = name,
            Unit = "ms",
            Description = "about",
            Resource = "host-1",
            UserInfo = new() { Fields = { ["team"] = Value.ForString("blue") } },
        };

    private async Task<Metric> CreateAsync(string name) => (await Metrics.CreateMetricAsync(new() { Metric = Described(name) })).Metric;

    private async Task<Metric> UpdateAsync(Metric metric, params string[] paths) =>
        (
            await Metrics.UpdateMetricAsync(
                new()
                {
                    Metric = metric,
                    UpdateMask = new() { Paths = { paths } },
                }
            )
        ).Metric;
}
