using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Actors;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Annotations;

/// <summary>Annotations go with the last metric of their server that is monitored: API-O-005, D12's rule on every way a metric is unmonitored
/// or deleted.</summary>
public sealed class LastMetricTests : AnnotationFixture
{
    [Test] // API-O-005, D12: they stay while another metric of the server is monitored
    public async Task DeleteModel_LastOfItsServer_TakesTheAnnotations()
    {
        var (one, other) = (await MonitorAsync("one.cpu", "host.1"), await MonitorAsync("one.disk", "host.1"));
        await MonitorAsync("two.cpu", "host.2");
        var (note, foreign) = (await CreateAsync("host.1"), await CreateAsync("host.2"));

        await Models.DeleteModelAsync(new() { Name = one.Name });
        Assert.That(await ListAsync("host.1"), Is.EqualTo(new[] { note }));
        await Models.DeleteModelAsync(new() { Name = other.Name });

        Assert.That(await ListAsync("host.1"), Is.Empty);
        Assert.That(await ListAsync("host.2"), Is.EqualTo(new[] { foreign }));
    }

    [Test] // the same when the metric goes as a whole
    public async Task DeleteMetric_LastOfItsServer_TakesTheAnnotations()
    {
        var (one, other) = (await MonitorAsync("three.cpu", "host.3"), await MonitorAsync("three.disk", "host.3"));
        var note = await CreateAsync("host.3");

        await Metrics.DeleteMetricAsync(new() { Name = one.Metric.Name });
        Assert.That(await ListAsync("host.3"), Is.EqualTo(new[] { note }));
        await Metrics.DeleteMetricAsync(new() { Name = other.Metric.Name });

        Assert.That(await ListAsync("host.3"), Is.Empty);
    }

    [Test] // and when the metric was never monitored
    public async Task DeleteAsync_NeverMonitored_TakesTheAnnotations()
    {
        var store = Server.Services.GetRequiredService<IMetricStore>();
        var added = await store.TryAddAsync(
            new(MetricId.New(), CustomDatasource.Instance, "store.cpu", "", "host.store"),
            CancellationToken.None
        );
        await CreateAsync("host.store");

        await Server.Services.GetRequiredService<IModelRuntime>().DeleteAsync(added!.Id, CancellationToken.None);

        Assert.That(await ListAsync("host.store"), Is.Empty);
    }

    [Test] // a model begun afresh is still the same model
    public async Task RestartModel_Monitored_KeepsTheAnnotations()
    {
        var model = await MonitorAsync("four.cpu", "host.4");
        var note = await CreateAsync("host.4");
        await Models.RestartModelAsync(new() { Name = model.Name });
        Assert.That(await ListAsync("host.4"), Is.EqualTo(new[] { note }));
    }

    [Test] // the last two at once: one of them is the last
    public async Task DeleteModel_ManyOfOneServerAtOnce_LeavesNoAnnotation()
    {
        for (var round = 0; round < 5; round++)
        {
            var models = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => MonitorAsync($"five.{i}", "host.5")));
            await CreateAsync("host.5");
            await Task.WhenAll(models.Select(model => Models.DeleteModelAsync(new() { Name = model.Name }).ResponseAsync));
            Assert.That(await ListAsync("host.5"), Is.Empty, $"round {round}");
        }
    }
}
