using Google.Protobuf.WellKnownTypes;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Scenarios;

/// <summary>Many models of all three datasources, made from a fake AWS and from pushed samples; all become active, all rows get scores, and
/// what the calls return agrees with the tables: E2E-001 to E2E-004, QUAL-003, API-D-003 to API-D-007.</summary>
public sealed class NightlyScenarioTests : ServerFixture
{
    private const string Region = "eu-west-1";
    private const int Period = 300;
    private const int SamplesOfEach = 320;
    private const int CustomMetrics = 20;
    private const int RandomRows = 5;

    private readonly Random _random = new(20_261_123);
    private MotoServer _moto = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = _moto.Url.ToString(),
            // The datapoints lie in the past: each is taken at first sight.
            ["HtmIt:CloudWatch:DelaySeconds"] = "1",
            ["HtmIt:CloudWatch:AskSeconds"] = "1",
            // As much as the datapoints are: the fake goes through all it has for each period.
            ["HtmIt:CloudWatch:BackfillDays"] = "2",
        };

    protected override async Task PrepareAsync() => _moto = await MotoServer.StartAsync(default);

    [OneTimeTearDown]
    public ValueTask EndMotoAsync() => _moto?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task Night_ModelsOfAllDatasources_AreActiveScoredAndReadBackAsStored()
    {
        var expected = await MonitorResourcesAsync() + await MonitorAutostackAsync() + await MonitorCustomAsync();
        var models = await Until.HoldsAsync(
            async () => (await Models.ListModelsAsync(new() { PageSize = 1_000 })).Models,
            all => all.All(model => model.Metric.Status == MetricStatus.Active && HasAllRows(model.Metric)),
            "all models to be active with all their rows"
        );
        Assert.That(models, Has.Count.EqualTo(expected), "E2E-001");
        foreach (var model in models)
        {
            await CheckAsync(model);
        }
    }

    /// <summary>Three instances, a database, and a table whose metrics have no range of their own.</summary>
    private async Task<int> MonitorResourcesAsync()
    {
        var aws = _moto.Region(Region);
        var service = new ResourceService.ResourceServiceClient(Channel);
        var resources = new List<(string Namespace, string Dimension, string Id, string[] Metrics)>();
        for (var i = 1; i <= 3; i++)
        {
            var id = await aws.AddInstanceAsync("m5.large", ("Name", $"web-{i}"));
            resources.Add(("AWS/EC2", "InstanceId", id, ["CPUUtilization", "DiskWriteBytes", "NetworkIn"]));
        }
        await aws.AddDatabaseAsync("orders", 100);
        resources.Add(("AWS/RDS", "DBInstanceIdentifier", "orders", ["CPUUtilization", "DatabaseConnections"]));
        await aws.AddTableAsync("carts");
        string[] table = ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReturnedItemCount"];
        resources.Add(("AWS/DynamoDB", "TableName", "carts", table));
        foreach (var (ns, dimension, id, metrics) in resources)
        {
            foreach (var metric in metrics)
            {
                await aws.PutMetricDataAsync(ns, metric, dimension, id, History());
            }
            var request = new MonitorResourceRequest
            {
                Region = Region,
                Namespace = ns,
                AwsResourceId = id,
            };
            await service.MonitorResourceAsync(request);
        }
        return resources.Sum(one => one.Metrics.Length);
    }

    private async Task<int> MonitorAutostackAsync()
    {
        var autostacks = new AutostackService.AutostackServiceClient(Channel);
        var request = new CreateAutostackRequest
        {
            Autostack = new()
            {
                Title = "web",
                Region = Region,
                Filters =
                {
                    new ResourceFilter { Name = "tag:Name", Values = { "web-*" } },
                },
            },
        };
        var autostack = (await autostacks.CreateAutostackAsync(request)).Autostack;
        foreach (var (ns, metric) in new[] { ("AWS/EC2", "CPUUtilization"), ("Autostacks", "InstanceCount") })
        {
            await Models.CreateModelAsync(new() { Spec = autostack.Metric(ns, metric) });
        }
        return 2;
    }

    private async Task<int> MonitorCustomAsync()
    {
        for (var i = 0; i < CustomMetrics; i++)
        {
            await MonitorAsync($"night.{i}", withRange: i % 2 == 0);
            await Data.SendAsync(Ingest.Series($"night.{i}", Enumerable.Range(0, SamplesOfEach).Select(_ => 100 * _random.NextDouble())));
        }
        return CustomMetrics;
    }

    private (DateTimeOffset, double)[] History()
    {
        var newest = TimeProvider.System.GetUtcNow().AddMinutes(-40).ToUnixTimeSeconds() / Period * Period;
        return Enumerable
            .Range(0, SamplesOfEach)
            .Select(i =>
                (
                    DateTimeOffset.FromUnixTimeSeconds(newest - ((SamplesOfEach - 1L - i) * Period)),
                    50 + (30 * Math.Sin(i / 20.0)) + _random.NextDouble()
                )
            )
            .ToArray();
    }

    private static bool HasAllRows(Metric metric) =>
        metric.LastRowId >= (metric.MetricName == "Autostacks/InstanceCount" ? 1 : SamplesOfEach);

    private async Task CheckAsync(Model model)
    {
        var stored = await Tables.RowsAsync(Server.ConnectionString, Guid.Parse(model.Name["models/".Length..]));
        Assert.That(stored.Select(row => row.Score), Is.All.Not.Null, $"E2E-003: {model.Metric.DisplayName}");
        for (var i = 0; i < RandomRows; i++)
        {
            var (one, other) = (stored[_random.Next(stored.Count)], stored[_random.Next(stored.Count)]);
            var (from, to) = (Math.Min(one.Time, other.Time), Math.Max(one.Time, other.Time));
            var least = one.Score!.Value.AnomalyLikelihood;
            await CheckAsync(model, stored, from, null, null);
            await CheckAsync(model, stored, null, to, null);
            await CheckAsync(model, stored, null, null, least);
            await CheckAsync(model, stored, from, to, least);
        }
    }

    private async Task CheckAsync(Model model, IReadOnlyList<StoredRow> stored, long? from, long? to, double? least)
    {
        var request = new ListMetricDataRequest { Metric = model.Metric.Name, PageSize = 10_000 };
        if (from is { } start)
        {
            request.StartTime = new Timestamp { Seconds = start };
        }
        if (to is { } end)
        {
            request.EndTime = new Timestamp { Seconds = end };
        }
        if (least is { } score)
        {
            request.MinAnomalyLikelihood = score;
        }
        var given = (await Data.ListMetricDataAsync(request))
            .MetricRows.AllRows()
            .Select(row =>
                (row.RowId, row.SampleTime.Seconds, row.Value, row.RawAnomalyScore, row.AnomalyLikelihood, row.Surprise, row.Severity)
            );
        var wanted = stored
            .Where(row => (from is null || row.Time >= from) && (to is null || row.Time <= to))
            .Where(row => least is null || row.Score!.Value.AnomalyLikelihood >= least)
            .Select(row =>
                (
                    row.RowId,
                    row.Time,
                    row.Value,
                    row.Score!.Value.RawAnomalyScore,
                    row.Score!.Value.AnomalyLikelihood,
                    row.Score!.Value.Surprise,
                    row.Score!.Value.Severity
                )
            );
        // Oldest first when there is a start, newest first otherwise.
        Assert.That(given, Is.EqualTo(from is null ? wanted.Reverse() : wanted), $"{model.Metric.DisplayName} {request}");
    }
}
