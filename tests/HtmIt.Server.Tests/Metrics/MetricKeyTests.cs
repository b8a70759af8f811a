using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Metrics;

/// <summary>Custom metrics are name and labels, whichever way they come in.</summary>
public sealed class MetricKeyTests : ServerFixture
{
    [Test]
    public async Task IngestMetricData_SameNameOtherLabels_AreMetricsOfTheirOwn()
    {
        MetricKey[] keys =
        [
            Key("key.cpu"),
            Key("key.cpu", ("host", "a")),
            Key("key.cpu", ("host", "b")),
            Key("key.cpu", ("zone", "1"), ("host", "a")),
        ];
        await Data.SendAsync([.. keys.Select((key, i) => Series(key, Enumerable.Repeat(1.0, i + 1)))]);

        foreach (var (i, key) in keys.Index())
        {
            var metric = (await Metrics.GetMetricAsync(new() { Key = key })).Metric;
            Assert.That((metric.MetricName, metric.LastRowId), Is.EqualTo(("key.cpu", i + 1)));
            Assert.That(metric.Labels, Is.EqualTo(key.Labels));
        }
    }

    [Test] // an empty label is none, and the order of labels says nothing
    public async Task CreateModel_KeyWrittenOtherwise_IsTheSameMetric()
    {
        var first = await CreateAsync(Key("key.same", ("a", "1"), ("b", "2")));
        var again = await CreateAsync(Key("key.same", ("b", "2"), ("c", ""), ("a", "1")));

        Assert.That((again.Model.Name, again.Created), Is.EqualTo((first.Model.Name, false)));
        Assert.That(again.Model.Spec.Custom.Target.Key, Is.EqualTo(Key("key.same", ("a", "1"), ("b", "2"))));
    }

    [Test]
    public async Task GetMetric_KeyOfNoMetric_SaysHowManyHaveItsName()
    {
        await Data.SendAsync(Series(Key("key.near", ("host", "a")), [1]), Series(Key("key.near", ("host", "b")), [1]));

        var refusal = await Refusal.OfAsync(Metrics.GetMetricAsync(new() { Key = Key("key.near") }));

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
        Assert.That(refusal.Metadata["metrics_of_name"], Is.EqualTo("2"));
    }

    [Test] // else cpu{host="a"} would silence cpu{host="b"}
    public async Task Metric_Resource_IsAsGivenThenALabelThenTheKey()
    {
        async Task<string> ResourceAsync(MetricKey key, string resource = "") => (await CreateAsync(key, resource)).Model.Metric.Resource;

        Assert.That(await ResourceAsync(Key("key.res", ("instance", "i"), ("host", "h"))), Is.EqualTo("h"));
        Assert.That(await ResourceAsync(Key("key.res", ("host", "h"), ("zone", "1")), "given"), Is.EqualTo("given"));
        Assert.That(await ResourceAsync(Key("key.res", ("zone", "1"))), Is.EqualTo("key.res{zone=\"1\"}"));
        await Data.SendAsync(Series(Key("key.res.sent", ("zone", "1")), [1]));
        var sent = (await Metrics.GetMetricAsync(new() { Key = Key("key.res.sent", ("zone", "1")) })).Metric;
        Assert.That(sent.Resource, Is.EqualTo("key.res.sent{zone=\"1\"}"));
    }

    [Test] // two of one name survive it, as messages and in the original's layout; so does a name that looks like something else
    public async Task ExportModels_KeysOfOneName_ComeBack([Values] bool asJson)
    {
        MetricKey[] keys = [Key($"key.exp.{asJson};a=b"), Key($"key.exp.{asJson};a=b", ("host", "a\"\\,}"), ("data-center", "é 😀"))];
        var models = new List<string>();
        foreach (var key in keys)
        {
            await Data.SendAsync(Series(key, [1, 2, 3], TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 3_600));
            models.Add((await CreateAsync(key)).Model.Name);
        }
        var exported = await Models.ExportModels(new() { Names = { models }, AsJson = asJson }).ResponseStream.ReadAllAsync().ToListAsync();
        foreach (var model in models)
        {
            await Metrics.DeleteMetricAsync(new() { Name = model.Replace("models/", "metrics/", StringComparison.Ordinal) });
        }

        using var call = Models.ImportModels();
        foreach (var document in exported)
        {
            await call.RequestStream.WriteAsync(asJson ? new() { Json = document.Json } : new() { Model = document.Model });
        }
        await call.RequestStream.CompleteAsync();
        var results = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.That(results.Select(one => one.Response?.Created), Is.All.True);
        foreach (var key in keys)
        {
            var metric = (await Metrics.GetMetricAsync(new() { Key = key })).Metric;
            Assert.That((metric.LastRowId, metric.Labels), Is.EqualTo((3, key.Labels)));
        }
    }

    private static MetricKey Key(string name, params (string Key, string Value)[] labels) =>
        new() { MetricName = name, Labels = { labels.ToDictionary(label => label.Key, label => label.Value) } };

    private static SampleSeries Series(MetricKey key, IEnumerable<double> values, long start = Ingest.Start)
    {
        var series = Ingest.Series("", values, start);
        series.Target = new() { Key = key };
        return series;
    }

    private async Task<CreateModelResponse> CreateAsync(MetricKey key, string resource = "")
    {
        if (resource.Length > 0)
        {
            var metric = new Metric
            {
                MetricName = key.MetricName,
                Labels = { key.Labels },
                Resource = resource,
            };
            await Metrics.CreateMetricAsync(new() { Metric = metric });
        }
        return await Models.CreateModelAsync(new() { Spec = new() { Custom = new() { Target = new() { Key = key } } } });
    }
}
