using System.Net.Sockets;
using System.Text;
using HtmIt.Server.Tests.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>New metrics that are monitored because samples of them came.</summary>
public sealed class AutoMonitorTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:AutoMonitor:Names"] = "auto.*,servers.*",
            ["HtmIt:AutoMonitor:ModelsPerSecond"] = "1000",
            ["HtmIt:Ingest:ResourceTemplates"] = "other.{resource}.*,servers.{resource}.*",
        };

    [Test]
    public async Task Graphite_NewNameThatMatches_IsMonitoredAndOthersAreStored()
    {
        await GraphiteAsync("auto.text", "plain.text");

        await MonitoredAsync("auto.text");
        Assert.That((await MetricAsync("plain.text")).Status, Is.EqualTo(MetricStatus.Unmonitored));
        Assert.That(await RowsAsync("plain.text"), Has.Count.EqualTo(1));
        Assert.That(await RowsAsync("auto.text"), Has.Count.EqualTo(1), "the sample that it was made for");
    }

    [Test]
    public async Task Datagram_NewNameThatMatches_IsMonitored()
    {
        using var client = new UdpClient();
        client.Connect(Server.GraphiteUdp);
        await client.SendAsync(Encoding.UTF8.GetBytes($"auto.datagram 1 {Ingest.Start}\n"));

        await MonitoredAsync("auto.datagram");
    }

    [Test]
    public async Task IngestMetricData_NewNameThatMatches_IsMonitored()
    {
        await Data.SendAsync(Ingest.Series("auto.stream", [1, 2, 3]));

        await MonitoredAsync("auto.stream");
    }

    [Test]
    public async Task CreateMetric_NameThatMatches_IsNotMonitored()
    {
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "auto.created" } });
        await GraphiteAsync("auto.created", "auto.after");

        await MonitoredAsync("auto.after");
        Assert.That((await MetricAsync("auto.created")).Status, Is.EqualTo(MetricStatus.Unmonitored), "who made it decides");
    }

    [Test]
    public async Task DeleteModel_SamplesGoOn_StaysUnmonitored()
    {
        await GraphiteAsync("auto.deleted");
        var model = await MonitoredAsync("auto.deleted");
        await Models.DeleteModelAsync(new() { Name = model.Name });
        await GraphiteSender.SendAsync(Server.Graphite, $"auto.deleted 2 {Ingest.Start + 60}\nauto.later 1 {Ingest.Start}\n");

        await MonitoredAsync("auto.later");
        Assert.That((await MetricAsync("auto.deleted")).Status, Is.EqualTo(MetricStatus.Unmonitored));
        Assert.That(await RowsAsync("auto.deleted"), Has.Count.EqualTo(2));
    }

    [Test] // Which a person has to know: a name without a metric is new, whoever had it before.
    public async Task DeleteMetric_SamplesGoOn_IsMadeAndMonitoredAnew()
    {
        await GraphiteAsync("auto.gone");
        var model = await MonitoredAsync("auto.gone");
        await Metrics.DeleteMetricAsync(new() { Name = model.Metric.Name });
        await GraphiteAsync("auto.gone");

        Assert.That((await MonitoredAsync("auto.gone")).Metric.Name, Is.Not.EqualTo(model.Metric.Name));
    }

    [Test] // Who sends a file and says the range is not to lose it to a model that began a moment before.
    public async Task CreateModel_WithParamsAfterOneThatBeganByItself_TakesItOver()
    {
        await GraphiteAsync("auto.taken", "auto.many");
        var before = await MonitoredAsync("auto.taken");
        await MonitoredAsync("auto.many");

        var same = await Models.CreateModelAsync(new() { Spec = SpecOf("auto.taken") });
        var taken = await MonitorAsync("auto.taken");
        var again = await Models.CreateModelAsync(new() { Spec = taken.Spec });
        var spec = SpecOf("auto.many");
        spec.ModelParams = new() { Min = 0, Max = 1 };
        var batch = await Models.BatchCreateModelsAsync(new() { Requests = { new CreateModelRequest { Spec = spec } } });

        Assert.That(same.Created, Is.False);
        Assert.That(taken.Spec.ModelParams.Max, Is.EqualTo(100));
        Assert.That(taken.Generation, Is.EqualTo(before.Generation + 1));
        Assert.That(again.Created, Is.False, "it is somebody's now");
        Assert.That(batch.Results.Single().Response.Created, Is.True);
    }

    [Test]
    public async Task Resource_OfNewMetric_ComesFromTagsElseFromItsName()
    {
        await GraphiteAsync("servers.web-1.cpu", "servers.web-2.cpu;host=tagged", "auto.resource");

        Assert.That((await MonitoredAsync("servers.web-1.cpu")).Metric.Resource, Is.EqualTo("web-1"));
        Assert.That((await MonitoredAsync("servers.web-2.cpu", ("host", "tagged"))).Metric.Resource, Is.EqualTo("tagged"));
        Assert.That((await MonitoredAsync("auto.resource")).Metric.Resource, Is.EqualTo("auto.resource"));
    }

    private static ModelSpec SpecOf(string name) => new() { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };

    private Task GraphiteAsync(params string[] paths) =>
        GraphiteSender.SendAsync(Server.Graphite, string.Concat(paths.Select(path => $"{path} 1 {Ingest.Start}\n")));

    private async Task<Model> MonitoredAsync(string name, params (string Key, string Value)[] labels)
    {
        var key = new MetricKey { MetricName = name };
        foreach (var (label, value) in labels)
        {
            key.Labels.Add(label, value);
        }
        var metric = await Until.HoldsAsync(
            async () => (await Metrics.ListMetricsAsync(new() { Selector = new() { NamePatterns = { name } } })).Metrics.SingleOrDefault(),
            one => one?.Status == MetricStatus.PendingData,
            $"{name} to be monitored"
        );
        Assert.That(metric!.Labels, Is.EqualTo(key.Labels));
        return (await Models.GetModelAsync(new() { Name = ModelName(metric) })).Model;
    }
}
