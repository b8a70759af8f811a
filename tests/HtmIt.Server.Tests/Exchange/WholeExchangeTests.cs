using Google.Protobuf;
using Grpc.Core;
using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using MetricId = HtmIt.Core.Names.MetricId;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>Everything of one server moved to another: metrics of all datasources, whose scores go on bit for bit.</summary>
public sealed class WholeExchangeTests
{
    private const int Customs = 150;
    private const int CloudWatchMetrics = 40;
    private const int Autostacks = 5;
    private const int RowsBefore = 60;
    private const int RowsAfter = 25;
    private const long Start = Ingest.Start;

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["HtmIt:CloudWatch:Enabled"] = "false",
        ["HtmIt:Models:RowsPerCheckpoint"] = "25",
        ["HtmIt:Models:RowsWorthSaving"] = "1",
    };

    private InProcessServer _source = null!;
    private InProcessServer _target = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _source = await StartServerAsync();
        _target = await StartServerAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var server in new[] { _source, _target })
        {
            await server.DisposeAsync();
            Assert.That(server.Errors, Is.Empty, "the server logged errors");
        }
    }

    [Test, CancelAfter(300_000)]
    public async Task ImportAll_MetricsOfAllDatasources_GoOnBitForBit(CancellationToken cancellationToken)
    {
        await FillAsync(_source, cancellationToken);
        // As retention leaves it: without the first rows only the saved state can go on.
        await Tables.ExecuteAsync(
            _source.ConnectionString,
            "delete from metric_data d using metric m where m.number = d.metric_number and m.name = 'whole.0' and d.row_id <= 20"
        );
        var items = await ExportAsync(_source, cancellationToken);
        Assert.That(items.Count(item => item.ItemCase == ExportedItem.ItemOneofCase.Snapshot), Is.GreaterThan(100));
        var cut = items.First(item => item.Metric?.Metric.MetricName == "whole.0");
        Assert.That(cut.Metric.FirstRowId, Is.EqualTo(21));
        Assert.That(items.Max(item => item.CalculateSize()), Is.LessThan(2 << 20));

        var results = await ImportAsync(_target, items, cancellationToken);

        Assert.That(results.Where(one => one.OutcomeCase != ImportAllResponse.OutcomeOneofCase.Response), Is.Empty);
        Assert.That(results.Select(one => one.Response.Created), Is.All.True);
        Assert.That(results.Count(one => one.Source.StartsWith("metrics/", StringComparison.Ordinal)), Is.EqualTo(200));
        Assert.That(results.Single(one => one.Source == "devices/ops").Response.WebhookSecretMissing, Is.True);
        var before = await RowsAsync(_source);
        Assert.That(await RowsAsync(_target), Is.EqualTo(before));
        Assert.That(await MetricsAsync(_target), Is.EqualTo(await MetricsAsync(_source)));

        foreach (var server in new[] { _source, _target })
        {
            await FeedAsync(server, Customs, RowsBefore, RowsAfter, cancellationToken);
        }
        var after = await RowsAsync(_source);
        Assert.That(after, Has.Count.EqualTo(before.Count + (200 * RowsAfter)));
        Assert.That(await RowsAsync(_target), Is.EqualTo(after));
    }

    [Test, CancelAfter(300_000)]
    public async Task ImportAll_CheckedCutOffAndRepeated_IsCompletedOnce(CancellationToken cancellationToken)
    {
        await MonitorAsync(_source, 3);
        await FeedAsync(_source, 3, 0, RowsBefore, cancellationToken);
        await AnnotateAsync(_source, "whole.1");
        var items = await ExportAsync(_source, cancellationToken);
        var empty = await Tables.DumpAsync(_target.ConnectionString);

        var checkedOnly = await ImportAsync(_target, items, cancellationToken, validateOnly: true);
        Assert.That(checkedOnly.Select(one => one.Response.Created), Is.All.True);
        Assert.That(checkedOnly.Sum(one => one.Response.StoredRowCount), Is.EqualTo(3 * RowsBefore));
        Assert.That(await Tables.DumpAsync(_target.ConnectionString), Is.EqualTo(empty), "nothing was changed");

        // In the middle of the second metric, after its rows.
        var place = items.FindIndex(items.FindIndex(item => item.MetricEnd is not null) + 1, item => item.MetricEnd is not null);
        var half = await ImportAsync(_target, items.Take(place), cancellationToken);
        Assert.That(
            half.Select(one => one.OutcomeCase),
            Is.EqualTo(new[] { ImportAllResponse.OutcomeOneofCase.Response, ImportAllResponse.OutcomeOneofCase.Error })
        );

        var whole = await ImportAsync(_target, items, cancellationToken);
        Assert.That(whole.Select(one => one.Response.Created), Is.EqualTo(new[] { false, true, true, true }));
        Assert.That(whole.Select(one => one.Response.StoredRowCount), Is.EqualTo(new[] { 0, 0, RowsBefore, 0 }));
        Assert.That(await RowsAsync(_target), Is.EqualTo(await RowsAsync(_source)));
        var again = await ImportAsync(_target, items, cancellationToken);
        Assert.That(again.Select(one => one.Response.Created), Is.All.False);
    }

    [Test, CancelAfter(120_000)]
    public async Task ExportAll_AfterAMetric_GivesTheRestOfOneThatBroke(CancellationToken cancellationToken)
    {
        await MonitorAsync(_source, 3);
        await FeedAsync(_source, 3, 0, RowsBefore, cancellationToken);
        var all = await ExportAsync(_source, cancellationToken);
        var end = all.FindIndex(item => item.MetricEnd is not null);
        var first = all.Take(end + 1).ToList();
        var last = first.Last(item => item.Metric is not null).Metric.Metric.Name;

        var rest = await ExportAsync(_source, cancellationToken, after: last);

        Assert.That(rest[0].Head, Is.EqualTo(all[0].Head).Using<ExportHead>((one, other) => one.HistoryId == other.HistoryId));
        Assert.That(rest.Skip(1).SkipLast(1), Is.EqualTo(all.Skip(end + 1).SkipLast(1)));
        Assert.That((all[^1].End.MetricCount, rest[^1].End.MetricCount), Is.EqualTo((3, 2)));
        await ImportAsync(_target, [.. first, .. rest], cancellationToken);
        Assert.That(await RowsAsync(_target), Is.EqualTo(await RowsAsync(_source)));

        var gone = await Refusal.OfAsync(() => ExportAsync(_source, cancellationToken, after: $"metrics/{Guid.NewGuid():N}"));
        Assert.That(gone.Reason, Is.EqualTo("METRIC_NOT_FOUND"));
    }

    [Test, CancelAfter(120_000)]
    public async Task ImportAll_HeadOfAnotherRevision_EndsBeforeAnythingIsChanged(CancellationToken cancellationToken)
    {
        await MonitorAsync(_source, 1);
        var items = await ExportAsync(_source, cancellationToken);
        Assert.That(
            (items[0].Head.ContractRevision, items[0].Head.ServerVersion),
            Is.EqualTo((ContractRevision.Current, ServerIdentity.Version))
        );
        var empty = await Tables.DumpAsync(_target.ConnectionString);

        foreach (var revision in new[] { ContractRevision.Oldest - 1, ContractRevision.Current + 1 })
        {
            items[0].Head.ContractRevision = revision;
            var refusal = await Refusal.OfAsync(() => ImportAsync(_target, items.Take(1), cancellationToken));
            Assert.That((refusal.Reason, refusal.Field), Is.EqualTo(("INVALID_FIELD", "item.head.contract_revision")));
        }

        Assert.That(await Tables.DumpAsync(_target.ConnectionString), Is.EqualTo(empty));
    }

    [Test, CancelAfter(120_000)]
    public async Task ImportAll_MetricWithRowsOfItsOwn_IsRefusedAlone(CancellationToken cancellationToken)
    {
        await MonitorAsync(_source, 2);
        await FeedAsync(_source, 2, 0, 10, cancellationToken);
        var items = await ExportAsync(_source, cancellationToken);
        var data = new MetricDataService.MetricDataServiceClient(_target.Channel);
        await data.WriteMetricDataAsync(new() { Series = { Series(0, 0, 3, shift: 7) } }, cancellationToken: cancellationToken);
        var own = await RowsAsync(_target);

        var results = await ImportAsync(_target, items, cancellationToken);

        var refused = results.Single(one => one.Error is not null);
        Assert.That(refused.Error.FieldViolations.Single().Field, Is.EqualTo("item.metric"));
        Assert.That(results.Single(one => one != refused).Response.StoredRowCount, Is.EqualTo(10));
        Assert.That((await RowsAsync(_target)).Where(row => row.StartsWith("whole.0", StringComparison.Ordinal)), Is.EqualTo(own));
    }

    private static async Task<InProcessServer> StartServerAsync() =>
        await InProcessServer.StartAsync(
            await TestDatabases.CreateAsync(),
            Settings,
            null,
            services => services.AddSingleton<IAwsInventory>(new FakeInventory())
        );

    private static async Task FillAsync(InProcessServer server, CancellationToken cancellationToken)
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
    private static async Task MonitorAsync(InProcessServer server, int count)
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

    private static SampleSeries Series(int i, int from, int count, int shift = 0)
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

    /// <summary>Irrational, so that no bit is like another by chance.</summary>
    private static double Value(int i, int k) => 50 + (40 * Math.Sin((k * 0.7) + i)) + (k % 17 == 0 ? 9.1 : 0);

    private static async Task FeedAsync(InProcessServer server, int customs, int from, int count, CancellationToken cancellationToken)
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

    private static async Task AnnotateAsync(InProcessServer server, string metric)
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

    /// <summary>Through the JSON that files have.</summary>
    private static async Task<List<ExportedItem>> ExportAsync(
        InProcessServer server,
        CancellationToken cancellationToken,
        string after = ""
    )
    {
        var exchange = new ExchangeService.ExchangeServiceClient(server.Channel);
        using var call = exchange.ExportAll(new() { AfterMetric = after }, cancellationToken: cancellationToken);
        var items = await call
            .ResponseStream.ReadAllAsync(cancellationToken)
            .Select(response => response.Item)
            .ToListAsync(cancellationToken);
        return items.ConvertAll(item => JsonParser.Default.Parse<ExportedItem>(JsonFormatter.Default.Format(item)));
    }

    private static async Task<List<ImportAllResponse>> ImportAsync(
        InProcessServer server,
        IEnumerable<ExportedItem> items,
        CancellationToken cancellationToken,
        bool validateOnly = false
    )
    {
        var exchange = new ExchangeService.ExchangeServiceClient(server.Channel);
        using var call = exchange.ImportAll(cancellationToken: cancellationToken);
        var reading = call.ResponseStream.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var item in items)
        {
            await call.RequestStream.WriteAsync(new() { Item = item, ValidateOnly = validateOnly }, cancellationToken);
        }
        await call.RequestStream.CompleteAsync();
        return await reading;
    }

    /// <summary>Each row with the bits of its numbers.</summary>
    private static Task<IReadOnlyList<string>> RowsAsync(InProcessServer server) =>
        QueryAsync(
            server,
            """
            select concat_ws('|', m.name, m.labels, m.tag_name, case when m.datasource = 2 then m.resource end, d.row_id, d.sample_time,
                float8send(d.value), float8send(d.raw_anomaly_score), float8send(d.anomaly_likelihood), d.display_value, float8send(d.surprise), float8send(d.severity))
            from metric_data d join metric m on m.number = d.metric_number order by 1
            """
        );

    private static Task<IReadOnlyList<string>> MetricsAsync(InProcessServer server) =>
        QueryAsync(
            server,
            """
            select concat_ws('|', m.name, m.labels, m.datasource, m.description, m.tag_name, m.region, m.status, m.model_params,
                h.last_row_id, h.last_sample_time, h.next_collect_time, case when m.autostack_id is null then m.parameters::text end)
            from metric m join metric_head h on h.metric_number = m.number order by 1
            """
        );

    private static async Task<IReadOnlyList<string>> QueryAsync(InProcessServer server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }
        return rows;
    }
}
