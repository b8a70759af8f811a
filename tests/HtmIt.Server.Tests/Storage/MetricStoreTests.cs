using HtmIt.Core.Actors;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>The table of metrics and the checkpoints: META-001, META-006 to META-009, META-012, CKPT.</summary>
public sealed class MetricStoreTests : ServerFixture
{
    private static readonly ModelSpec Spec = new(new CustomMetricSpec(new MetricKey("any"))) { Params = new(0, 1) };
    private static readonly ModelDefinition Definition = new()
    {
        Min = 0,
        Max = 1,
        Resolution = 0.01,
    };

    private IMetricStore Store => Server.Services.GetRequiredService<IMetricStore>();

    private ICheckpointStore Checkpoints => Server.Services.GetRequiredService<ICheckpointStore>();

    [Test] // META-001: all columns come back
    public async Task TryAddAsync_AllColumns_ComeBack()
    {
        var added = new NewMetric(
            MetricId.New(),
            CloudWatchDatasource.Instance,
            "AWS/EC2/CPUUtilization",
            "a sentence",
            "us-west-2/AWS/EC2/i-1"
        )
        {
            Region = "us-west-2",
            TagName = "web",
        };
        await Store.TryAddAsync(added, CancellationToken.None);
        var found = (await Store.FindAsync(added.Id, CancellationToken.None))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (found.Id, found.Datasource, found.Name, found.Description, found.Resource, found.Region, found.TagName),
                Is.EqualTo((added.Id, added.Datasource, added.Name, added.Description, added.Resource, added.Region, added.TagName))
            );
            Assert.That(
                (found.Status, found.LastRowId, found.Generation, found.Spec),
                Is.EqualTo((MetricStatus.Unmonitored, 0L, 0, (ModelSpec?)null))
            );
            Assert.That(found.DisplayName, Is.EqualTo("web (us-west-2/AWS/EC2/i-1)"));
        }
    }

    [Test] // META-006, META-008: what a change does not name stays, the message goes
    public async Task TryChangeAsync_StatusAndMessage_ChangesOnlyThose()
    {
        var metric = await AddAsync("store.change");
        var started = await Store.TryChangeAsync(metric, Start(), CancellationToken.None);
        var failed = await Store.TryChangeAsync(started!, new(MetricStatus.Error) { StatusMessage = "broken" }, CancellationToken.None);
        Assert.That(
            (failed!.Status, failed.StatusMessage, failed.Spec, failed.Definition),
            Is.EqualTo((MetricStatus.Error, "broken", started!.Spec, Definition))
        );
        var again = await Store.TryChangeAsync(failed, new(MetricStatus.Active), CancellationToken.None);
        Assert.That((again!.Status, again.StatusMessage, again.Resource), Is.EqualTo((MetricStatus.Active, "", metric.Resource)));
        Assert.That(again.Etag, Is.Not.EqualTo(failed.Etag));
    }

    [Test] // META-007, META-008: compare and set
    public async Task TryChangeAsync_FromAnOldState_ChangesNothing()
    {
        var metric = await AddAsync("store.compare");
        var started = await Store.TryChangeAsync(metric, Start(), CancellationToken.None);

        Assert.That(
            await Store.TryChangeAsync(metric, new(MetricStatus.Error) { StatusMessage = "late" }, CancellationToken.None),
            Is.Null
        );

        var found = await Store.FindAsync(metric.Id, CancellationToken.None);
        Assert.That((found!.Status, found.StatusMessage, found.Etag), Is.EqualTo((MetricStatus.Active, "", started!.Etag)));
    }

    [Test] // a model must not become active past rows that it does not know of
    public async Task TryChangeAsync_RowsAddedMeanwhile_ChangesNothing()
    {
        var metric = await AddAsync("store.rows");
        await Data.SendAsync(Ingest.Series("store.rows", [1]));
        Assert.That(await Store.TryChangeAsync(metric, Start(), CancellationToken.None), Is.Null);
        var found = (await Store.FindAsync(metric.Id, CancellationToken.None))!;
        Assert.That(found.Status, Is.EqualTo(MetricStatus.Unmonitored));
        Assert.That(await Store.TryChangeAsync(found, Start(), CancellationToken.None), Is.Not.Null);
    }

    [Test] // META-013, S1: many at once, one winner
    public async Task TryChangeAsync_ManyAtOnce_OneWins()
    {
        var metric = await AddAsync("store.race");
        var results = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Store.TryChangeAsync(metric, Start(), CancellationToken.None))
        );
        Assert.That(results.Count(result => result is not null), Is.EqualTo(1));
    }

    [Test] // CUST-002 under concurrency: many make the same key, one metric comes of it
    public async Task GetOrAddCustomAsync_ManyAtOnce_MakeOneMetricPerKey()
    {
        MetricKey[] keys = [new("store.make"), Key("store.make", "host", "a"), Key("store.make", "host", "b")];
        var found = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store.GetOrAddCustomAsync(keys, CancellationToken.None)));
        Assert.That(found.SelectMany(ids => ids.Values).Distinct(), Has.Exactly(3).Items);
        Assert.That(await Store.CountCustomAsync("store.make", CancellationToken.None), Is.EqualTo(3));
        foreach (var (key, id) in found[0])
        {
            var metric = (await Store.FindAsync(id, CancellationToken.None))!;
            Assert.That((metric.Key, (await Store.FindCustomAsync(key, CancellationToken.None))!.Id), Is.EqualTo((key, id)));
        }
    }

    [Test] // a key at the limits fits all columns and indexes; incompressible, because indexes compress
    public async Task TryAddAsync_LongestKey_IsStoredAndFound()
    {
        var random = new Random(2);
        var labels = Enumerable.Range(0, 30).Select(i => KeyValuePair.Create($"k{i}", RandomText(random, 120)));
        var key = new MetricKey($"s{RandomText(random, 254)}", MetricLabels.Of(labels));
        Assert.That(MetricKeyRules.Check(key, Core.Errors.FieldPath.Proto("")), Is.Null);

        var ids = await Store.GetOrAddCustomAsync([key], CancellationToken.None);

        var metric = (await Store.FindCustomAsync(key, CancellationToken.None))!;
        Assert.That((metric.Id, metric.Key), Is.EqualTo((ids[key], key)));
        Assert.That(metric.Resource, Does.StartWith(key.Text[..220]).And.Length.EqualTo(237));
    }

    private static string RandomText(Random random, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next('a', 'z' + 1))]);

    private static MetricKey Key(string name, string label, string value) =>
        new(name, MetricLabels.Of([KeyValuePair.Create(label, value)]));

    [Test] // CKPT-001, CKPT-003: kept per model, replaced by a later one, gone with its generation
    public async Task SaveAsync_Checkpoints_KeepsTheNewestOfTheGeneration()
    {
        var metric = await AddAsync("store.checkpoint");
        Assert.That(await Checkpoints.LoadAsync(metric.Number, CancellationToken.None), Is.Null);
        await SaveAsync(metric, 0, 10, 100, [1]);
        await SaveAsync(metric, 0, 20, 200, [2, 3]);
        await SaveAsync(metric, 0, 15, 150, [4]);
        await SaveAsync(metric, 7, 99, 990, [5]);

        var found = await Checkpoints.LoadAsync(metric.Number, CancellationToken.None);
        Assert.That((found!.Generation, found.RowId, found.Time), Is.EqualTo((0, 20, 200)));
        Assert.That(found.State, Is.EqualTo(new byte[] { 2, 3 }));

        await Store.TryChangeAsync(metric, Start(), CancellationToken.None);
        Assert.That(await Checkpoints.LoadAsync(metric.Number, CancellationToken.None), Is.Null);
        await SaveAsync(metric, 0, 30, 300, [6]);
        Assert.That(await Checkpoints.LoadAsync(metric.Number, CancellationToken.None), Is.Null, "of an ended generation");
    }

    [Test] // CKPT-002, CKPT-003: a checkpoint for a metric that is gone is no error and leaves nothing
    public async Task SaveAsync_MetricGone_LeavesNothing()
    {
        var metric = await AddAsync("store.checkpoint.gone");
        Assert.That(await Store.DeleteAsync(metric, CancellationToken.None), Is.True);
        Assert.That(await Store.DeleteAsync(metric, CancellationToken.None), Is.False);
        await SaveAsync(metric, 0, 10, 100, [1]);
        Assert.That(await Checkpoints.LoadAsync(metric.Number, CancellationToken.None), Is.Null);
    }

    [Test] // META-012
    public async Task ReadLastAsync_GivesTheNewestRow()
    {
        await Data.SendAsync(Ingest.Series("store.tail", [1, 2, 3]));
        var metric = (await Store.FindCustomAsync(new MetricKey("store.tail"), CancellationToken.None))!;
        var reader = Server.Services.GetRequiredService<ISampleReader>();
        Assert.That((await reader.ReadLastAsync(metric.Number, CancellationToken.None))!.Value.RowId, Is.EqualTo(3));
        Assert.That(await reader.ReadLastAsync(-1, CancellationToken.None), Is.Null);
    }

    private static MetricChange Start() =>
        new(MetricStatus.Active)
        {
            NextGeneration = true,
            Spec = Spec,
            Definition = Definition,
        };

    private async Task<Metric> AddAsync(string name) =>
        (await Store.TryAddAsync(CustomMetric.New(new(name), name), CancellationToken.None))!;

    private Task SaveAsync(Metric metric, int generation, long rowId, long time, byte[] state) =>
        Checkpoints.SaveAsync(metric.Number, new(generation, rowId, time, state), CancellationToken.None);
}
