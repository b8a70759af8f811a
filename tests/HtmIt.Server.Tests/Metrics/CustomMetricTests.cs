using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Metrics;

/// <summary>Custom metrics without models: CUST-001 to CUST-007, CUST-029, CUST-030, CUST-035, CUST-037.</summary>
public sealed class CustomMetricTests : ServerFixture
{
    [Test] // CUST-001, META-001
    public async Task CreateMetric_NewName_HasTheDefaults()
    {
        var created = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "cust.new" } })).Metric;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(created.Datasource, Is.EqualTo(Datasource.Custom));
            Assert.That(created.MetricName, Is.EqualTo("cust.new"));
            Assert.That(created.Resource, Is.EqualTo("cust.new"));
            Assert.That(created.DisplayName, Is.EqualTo("cust.new"));
            Assert.That(created.Description, Is.EqualTo("Custom metric cust.new"));
            Assert.That(created.Region, Is.Empty);
            Assert.That(created.PollInterval.Seconds, Is.EqualTo(300));
            Assert.That(created.Status, Is.EqualTo(MetricStatus.Unmonitored));
            Assert.That(created.LastRowId, Is.Zero);
            Assert.That(created.LastSampleTime, Is.Null);
        }
        Assert.That((await Metrics.GetMetricAsync(new() { Name = created.Name })).Metric, Is.EqualTo(created));
        Assert.That((await ModelAsync("cust.new")).Spec, Is.Null);
    }

    [Test] // CUST-002
    public async Task CreateMetric_NameExists_SaysWhichMetric()
    {
        var first = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "cust.twice" } })).Metric;

        var again = await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "cust.twice" } });
        Assert.That((again.Created, again.Metric), Is.EqualTo((false, first)), "the same is said about it");

        var other = new Metric { MetricName = "cust.twice", Unit = "ms" };
        var refusal = await Refusal.OfAsync(Metrics.CreateMetricAsync(new() { Metric = other }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Code, Is.EqualTo(StatusCode.AlreadyExists));
            Assert.That(refusal.Reason, Is.EqualTo("METRIC_ALREADY_EXISTS"));
            Assert.That(refusal.Metadata["metric"], Is.EqualTo(first.Name));
        }
        Assert.That(
            await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric where name = 'cust.twice'"),
            Is.EqualTo(1)
        );
    }

    [Test] // CUST-003, META-002
    public async Task DeleteMetric_Unmonitored_RemovesMetricAndData()
    {
        await Data.SendAsync(Ingest.Series("cust.gone", [1, 2, 3]));
        var metric = await MetricAsync("cust.gone");

        await Metrics.DeleteMetricAsync(new() { Name = metric.Name });

        var refusal = await Refusal.OfAsync(Metrics.GetMetricAsync(new() { Name = metric.Name }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
        Assert.That(await RowsAsync("cust.gone"), Is.Empty);
        Assert.That(await OrphansAsync(), Is.Zero);
    }

    [Test] // CUST-004, SWAP-004
    public async Task DeleteMetric_Monitored_RemovesModelAndCheckpoint()
    {
        await Data.SendAsync(Ingest.Series("cust.modelled", Values.Wave(1, 120)));
        await MonitorAsync("cust.modelled");
        await ActiveAsync("cust.modelled");
        Assert.That(await Tables.CheckpointAsync(Server.ConnectionString, "cust.modelled"), Is.Not.Null);

        var metric = await MetricAsync("cust.modelled");
        await Metrics.DeleteMetricAsync(new() { Name = metric.Name });

        var again = await Refusal.OfAsync(Metrics.DeleteMetricAsync(new() { Name = metric.Name }));
        var model = await Refusal.OfAsync(Models.GetModelAsync(new() { Name = ModelName(metric) }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((again.Code, again.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
            Assert.That((model.Code, model.Reason), Is.EqualTo((StatusCode.NotFound, "MODEL_NOT_FOUND")));
            Assert.That(await OrphansAsync(), Is.Zero);
        }
    }

    [Test] // CUST-005
    public async Task DeleteMetric_Unknown_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(Metrics.DeleteMetricAsync(new() { Name = $"metrics/{new string('0', 32)}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
    }

    [Test] // CUST-006, CUST-007, STO-004
    public async Task IngestMetricData_AfterDelete_BeginsANewMetricEachTime()
    {
        var names = new List<string>();
        for (var cycle = 0; cycle < 3; cycle++)
        {
            var outcome = (await Data.SendAsync(Ingest.Series("cust.cycle", [1, 2]))).Outcomes.Single();
            Assert.That((outcome.FirstRowId, outcome.LastRowId), Is.EqualTo((1, 2)), $"cycle {cycle}");
            names.Add(outcome.Metric);
            await Metrics.DeleteMetricAsync(new() { Name = outcome.Metric });
        }
        Assert.That(names, Is.Unique);
    }

    [Test] // STO-004 for a server that does not know of the deletion
    public async Task IngestMetricData_DeletedBehindTheServersBack_BeginsANewMetric()
    {
        var before = (await Data.SendAsync(Ingest.Series("cust.behind", [1, 2]))).Outcomes.Single();
        await Tables.ExecuteAsync(Server.ConnectionString, "delete from metric where name = 'cust.behind'");

        var after = (await Data.SendAsync(Ingest.Series("cust.behind", [3], Ingest.Start + 6_000))).Outcomes.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Metric, Is.Not.EqualTo(before.Metric));
            Assert.That((after.FirstRowId, after.LastRowId), Is.EqualTo((1, 1)));
        }
    }

    [Test] // CUST-029
    public async Task GetMetricStatistics_ThreeSamples_SumsThemUp()
    {
        var outcome = (await Data.SendAsync(Ingest.Series("cust.statistics", [5, 6, 7]))).Outcomes.Single();
        var statistics = await Metrics.GetMetricStatisticsAsync(new() { Target = new() { Metric = outcome.Metric } });
        Assert.That(
            statistics,
            Is.EqualTo(
                new GetMetricStatisticsResponse
                {
                    MinValue = 5,
                    MaxValue = 7,
                    FirstSampleTime = new() { Seconds = Ingest.Start },
                    LastSampleTime = new() { Seconds = Ingest.Start + 600 },
                    RowCount = 3,
                }
            )
        );
        var key = new MetricTarget { Key = new() { MetricName = "cust.statistics" } };
        Assert.That(await Metrics.GetMetricStatisticsAsync(new() { Target = key }), Is.EqualTo(statistics));
    }

    [Test] // CUST-030
    public async Task GetMetricStatistics_NoSamples_HasCountsOnly()
    {
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "cust.empty" } })).Metric;
        var statistics = await Metrics.GetMetricStatisticsAsync(new() { Target = new() { Metric = metric.Name } });
        Assert.That(statistics, Is.EqualTo(new GetMetricStatisticsResponse()));
    }

    [Test] // CUST-035
    public async Task IngestMetricData_UnevenIntervals_KeepsEachTimeAndValue()
    {
        long[] offsets = [0, 1, 7, 300, 301, 86_400, 10_000_000];
        var series = new SampleSeries { Target = new() { Key = new() { MetricName = "cust.uneven" } } };
        series.Samples.AddRange(
            offsets.Select(
                (offset, i) =>
                    new Sample
                    {
                        SampleTime = new() { Seconds = Ingest.Start + offset },
                        Value = -i / 3.0,
                    }
            )
        );
        await Data.SendAsync(series);

        var rows = await RowsAsync("cust.uneven");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(row => row.Time - Ingest.Start), Is.EqualTo(offsets));
            Assert.That(rows.Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, offsets.Length).Select(i => -i / 3.0)));
        }
    }

    [Test] // CUST-037 over gRPC: a stream for each sample
    public async Task IngestMetricData_OneStreamPerSample_StoresAll()
    {
        for (var i = 0; i < 20; i++)
        {
            await Data.SendAsync(Ingest.Series("cust.streams", [i], Ingest.Start + (i * 60)));
        }
        Assert.That((await RowsAsync("cust.streams")).Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 20)));
    }

    private Task<long> OrphansAsync() =>
        Tables.CountAsync(
            Server.ConnectionString,
            """
            select (select count(*) from metric_data where metric_number not in (select number from metric))
            + (select count(*) from metric_head where metric_number not in (select number from metric))
            + (select count(*) from model_checkpoint where metric_number not in (select number from metric))
            """
        );
}
