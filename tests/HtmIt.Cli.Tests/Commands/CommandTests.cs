using System.Text.Json;
using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

public sealed class CommandTests
{
    private readonly FakeServices _services = new();
    private readonly FakeStore _store = new();
    private FakeServer _server = null!;
    private string _directory = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _directory = Directory.CreateTempSubdirectory("htmit-cli-").FullName;
        _services.Ingest = _store.ServeAsync;
        _services.On<GetProcessingStatisticsRequest, GetProcessingStatisticsResponse>("GetProcessingStatistics", _ => new());
        _services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            request => new GetMetricResponse
            {
                Metric = ToMetric(request.HasName ? request.Name["metrics/".Length..] : request.Key.MetricName),
            }
        );
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [TestCase("frobnicate")]
    [TestCase("list")]
    [TestCase("list", "m", "--limit", "many")]
    [TestCase("buckets", "m", "--count", "5", "--width", "60")]
    [TestCase("list", "m", "--from", "yesterday")]
    [TestCase("status", "--server", "ftp://x")]
    [TestCase("plot", "m", "-o", "m.bmp")]
    [TestCase("ingest", "/no/such/file.csv")]
    [TestCase("ingest", "/dev/null", "--batch-size", "0")]
    [TestCase("ingest", "/dev/null", "--time-zone", "Europe/Nowhere")]
    [TestCase("ingest", "-")]
    [TestCase("ingest", "/dev/null", "--label", "host")]
    [TestCase("ingest", "/dev/null", "--label", "host=a", "--label", "host=b")]
    [TestCase("watch", "--seconds", "-1")]
    [TestCase("rank", "--watch", "--seconds", "NaN")]
    [TestCase("devices", "set", "x", "--quiet-period", "1e300")]
    [TestCase("annotations", "update", "annotations/x")]
    [TestCase("annotations", "add", "web", "hi", "--data", "[]")]
    public async Task RunAsync_SenselessCommandLine_ExitsWith2(params string[] args)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(null, args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(error, Is.Not.Empty);
        }
    }

    [TestCase("--output = 'xml': must be text or json. See htmit status --help.", "status", "--output", "xml")]
    [TestCase("--order = 'up': must be asc or desc. See htmit list --help.", "list", "m", "--order", "up")]
    [TestCase("--limit = '-1': must be 0 or more. See htmit list --help.", "list", "m", "--limit", "-1")]
    [TestCase("--limit = '-1': must be 0 or more. See htmit rank --help.", "rank", "--limit", "-1")]
    [TestCase("--from and --to go together. See htmit rank --help.", "rank", "--from", "2026-01-01")]
    [TestCase("Required argument missing for command: 'set'. See htmit devices set --help.", "devices", "set")]
    public async Task RunAsync_WrongArgument_SaysSoInOneLine(string expected, params string[] args)
    {
        var result = await CliRunner.RunAsync(null, args);

        Assert.That(result, Is.EqualTo((2, "", $"error: {expected}{Environment.NewLine}")));
    }

    [Test]
    public async Task RunAsync_WrongArgumentWithJson_SaysSoInJson()
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(null, "list", "m", "--limit", "-1", "--output", "JSON");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, output), Is.EqualTo((2, "")));
            Assert.That(Parse(error).GetProperty("error").GetProperty("message").GetString(), Does.StartWith("--limit = '-1': "));
        }
    }

    [Test, NonParallelizable]
    public async Task RunAsync_SenselessAddressInTheEnvironment_ExitsWith2()
    {
        Environment.SetEnvironmentVariable("HTMIT_SERVER", ":::x");
        try
        {
            var (exitCode, _, error) = await CliRunner.RunAsync(null, "status");

            Assert.That(
                (exitCode, error.Trim()),
                Is.EqualTo((2, "error: ':::x' is not an address such as http://127.0.0.1:5180. See htmit status --help."))
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("HTMIT_SERVER", null);
        }
    }

    [Test]
    public async Task RunAsync_CallFails_ExitsWith1AndNamesTheReason()
    {
        _services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            request => throw Failures.Create(StatusCode.NotFound, ErrorReasons.MetricNotFound, ("metric", request.Key.MetricName))
        );
        _services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new());

        var text = await CliRunner.RunAsync(_server.Address, "list", "nope");
        var json = await CliRunner.RunAsync(_server.Address, "list", "nope", "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.ExitCode, Is.EqualTo(1));
            Assert.That(text.Error, Is.EqualTo($"error: METRIC_NOT_FOUND: failed with METRIC_NOT_FOUND{Environment.NewLine}"));
            Assert.That(Parse(json.Error).GetProperty("error").GetProperty("reason").GetString(), Is.EqualTo("METRIC_NOT_FOUND"));
            Assert.That(
                Parse(json.Error).GetProperty("error").GetProperty("metadata").GetProperty("metric").GetString(),
                Is.EqualTo("nope")
            );
        }
    }

    [TestCase("status")]
    [TestCase("watch", "--seconds", "5")]
    [TestCase("rank", "--watch", "--seconds", "5")]
    [TestCase("notifications", "watch", "ops", "--seconds", "5")]
    public async Task RunAsync_NoServer_ExitsWith1AndNamesTheAddress(params string[] args)
    {
        await _server.DisposeAsync();

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, args);

        Assert.That(
            (exitCode, error.Trim()),
            Is.EqualTo(
                (
                    1,
                    $"error: UNAVAILABLE: The server can't be reached: Connection refused ({_server.Address}; \"htmit serve\" starts a server)"
                )
            )
        );
    }

    [TestCase("status")]
    [TestCase("watch", "--seconds", "5")]
    public async Task RunAsync_ServerOfAnotherRevision_ExitsWith1AndASentence(params string[] args)
    {
        _services.Revision = _ => Task.FromResult(ContractRevision.Current + 1);

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, args);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(
            error.Trim(),
            Does.EndWith(
                    $"speaks revision {ContractRevision.Current + 1} of the contract and this client revision {ContractRevision.Current}; "
                        + "use a server and a client of the same release."
                )
                .And.Not.Contain("\n")
        );
    }

    [Test]
    public async Task Export_NoServer_LeavesNoFile()
    {
        await _server.DisposeAsync();

        var (exitCode, _, _) = await CliRunner.RunAsync(_server.Address, "export", "-o", Path.Combine(_directory, "models.json"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(Directory.GetFiles(_directory), Is.Empty);
        }
    }

    [Test]
    public async Task Ingest_FileWithOddLines_ReportsWhatBecameOfEach()
    {
        var file = WriteFile(
            "cpu.csv",
            "timestamp,value",
            "2026-01-01 00:00:00,1",
            "2026-01-01 00:05:00,x",
            "2026-01-01 00:10:00,3",
            "2026-01-01 00:10:00,4"
        );

        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, "ingest", file, "--monitor", "false", "--output", "json");

        var report = Parse(output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(_store["cpu"].Select(sample => sample.Value), Is.EqualTo([1, 3]));
            Assert.That(report.GetProperty("rows").GetInt64(), Is.EqualTo(4));
            Assert.That(report.GetProperty("stored").GetInt64(), Is.EqualTo(2));
            Assert.That(report.GetProperty("refused").GetInt64(), Is.EqualTo(1));
            Assert.That(report.GetProperty("unreadable").GetInt64(), Is.EqualTo(1));
            Assert.That(
                report.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("reason").GetString()),
                Is.EqualTo(["UNREADABLE", "SAMPLE_TIME_RESOLUTION"])
            );
            Assert.That(
                report.GetProperty("problems")[0].GetProperty("examples")[0].GetString(),
                Is.EqualTo("line 3: 'x' is not a number")
            );
            Assert.That(
                report.GetProperty("problems")[1].GetProperty("examples")[0].GetString(),
                Does.StartWith("line 5: cpu at 2026-01-01 00:10:00, value 4: ")
            );
        }
    }

    [Test]
    public async Task Ingest_SentTwice_CountsAsAlreadyStored()
    {
        var file = WriteFile("m.csv", "1767225600;1.5", "1767225900;2.5");
        string[] args = ["ingest", file, "--metric", "shop.orders", "--monitor", "false", "--output", "json"];

        await CliRunner.RunAsync(_server.Address, args);
        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, args);

        Assert.That(
            (exitCode, Parse(output).GetProperty("already_stored").GetInt64(), _store["shop.orders"].Count),
            Is.EqualTo((0, 2L, 2))
        );
    }

    [Test]
    public async Task Ingest_Monitor_CreatesTheModelWithItsRangeAndWaits()
    {
        var file = WriteFile("m.csv", "time,value", "2026-01-01T00:00:00Z,1");
        CreateModelRequest? created = null;
        var scored = 0;
        _services.On<CreateModelRequest, CreateModelResponse>(
            "CreateModel",
            request =>
            {
                created = request;
                return new CreateModelResponse { Created = true, Model = ToModel(V1.MetricStatus.CreatePending) };
            }
        );
        _services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new GetModelResponse { Model = ToModel(V1.MetricStatus.Active) });
        _services.On<GetMetricStatisticsRequest, GetMetricStatisticsResponse>(
            "GetMetricStatistics",
            _ => new GetMetricStatisticsResponse { RowCount = 1, ScoredRowCount = scored++ }
        );

        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, "ingest", file, "--min", "0", "--max", "10", "--wait");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(created!.Spec.Custom.Target.Metric, Is.EqualTo("metrics/m"));
            Assert.That((created.Spec.ModelParams.Min, created.Spec.ModelParams.Max), Is.EqualTo((0.0, 10.0)));
            Assert.That(scored, Is.EqualTo(2));
            Assert.That(output, Does.Contain("m: 1 of 1 rows scored in"));
        }
    }

    [Test]
    public async Task List_Json_WritesOneObjectALine()
    {
        SetRows(3);

        var (_, output, _) = await CliRunner.RunAsync(_server.Address, "list", "m", "--limit", "2", "--output", "json");

        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows, Has.Count.EqualTo(2));
            Assert.That(rows[0].GetProperty("metric_name").GetString(), Is.EqualTo("m"));
            Assert.That(rows[0].GetProperty("time").GetString(), Is.EqualTo("2026-01-01T00:00:00Z"));
            Assert.That(rows[1].GetProperty("surprise").GetDouble(), Is.EqualTo(3.5));
            Assert.That(rows[0].TryGetProperty("surprise", out _), Is.False, "an unscored row has no score");
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task Watch_Seconds_WritesRowsAndEvents(CancellationToken cancellationToken)
    {
        _services.Watch = async (_, responses, context) =>
        {
            await responses.WriteAsync(
                new()
                {
                    Position = "p1",
                    Batch = new() { MetricRows = { ToRows(1) } },
                },
                cancellationToken
            );
            await responses.WriteAsync(new() { Position = "p2", CaughtUp = new() }, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        };

        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, "watch", "m", "--seconds", "1", "--output", "json");

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(lines[0].GetProperty("row_id").GetInt64(), Is.EqualTo(1));
            Assert.That(lines[1].GetProperty("event").GetString(), Is.EqualTo("caught_up"));
        }
    }

    [TestCase("m.png", "\u0089PNG")]
    [TestCase("m.svg", "<?xml")]
    public async Task Plot_ToFile_WritesAPicture(string name, string start)
    {
        SetRows(300);
        var path = Path.Combine(_directory, name);
        var labels = WriteFile("labels.json", """{ "dir/m.csv": [["2026-01-01 00:10:00.000000", "2026-01-01 00:20:00.000000"]] }""");

        var (exitCode, output, error) = await CliRunner.RunAsync(_server.Address, "plot", "m", "-o", path, "--labels", labels);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain("300 rows, 299 of them with severity ≥ 3.00"));
            Assert.That(System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path)), Does.StartWith(start));
        }
    }

    [Test]
    public async Task Plot_WithoutFile_DrawsAChart()
    {
        SetRows(300);

        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, "plot", "m");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Does.Contain("300 rows, 299 with severity ≥ 3.00 (red); times in UTC"));
            Assert.That(output.Any(character => character is > '\u2800' and <= '\u28FF'), Is.True);
        }
    }

    [Test]
    public async Task ListAndWatch_OldRowsAreGone_Warn()
    {
        var response = new ListMetricDataResponse { KeptSince = new() { Seconds = 1_767_225_600 } };
        _services.On<ListMetricDataRequest, ListMetricDataResponse>("ListMetricData", _ => response);
        _services.Watch = async (_, responses, context) =>
        {
            await responses.WriteAsync(
                new()
                {
                    Position = "p",
                    CaughtUp = new() { KeptSince = response.KeptSince },
                },
                context.CancellationToken
            );
            throw Failures.Create(StatusCode.NotFound, ErrorReasons.MetricNotFound);
        };

        var all = await CliRunner.RunAsync(_server.Address, "list", "m");
        var later = await CliRunner.RunAsync(_server.Address, "list", "m", "--from", "2026-01-01");
        var earlier = await CliRunner.RunAsync(_server.Address, "list", "m", "--from", "2025-12-31");
        var watched = await CliRunner.RunAsync(_server.Address, "watch", "m", "--from", "2025-12-31");

        const string Warning = "warning: rows before 2026-01-01 00:00:00 are no longer kept.";
        using (Assert.EnterMultipleScope())
        {
            Assert.That((all.Error, later.Error), Is.EqualTo(("", "")));
            Assert.That(earlier.Error.Trim(), Is.EqualTo(Warning));
            Assert.That(watched.Error, Does.StartWith(Warning));
        }
    }

    [Test]
    public async Task Status_Json_SaysWhatTheServerSays()
    {
        _services.On<ListDatasourcesRequest, ListDatasourcesResponse>(
            "ListDatasources",
            _ => new() { Datasources = { V1.Datasource.Custom } }
        );
        _services.On<GetServerInfoRequest, GetServerInfoResponse>(
            "GetServerInfo",
            _ =>
                new()
                {
                    Version = "1.2.3",
                    StartTime = new() { Seconds = 1_767_225_600 },
                    ResourceCount = 4,
                    MetricCounts =
                    {
                        new MetricCount { Status = V1.MetricStatus.Unmonitored, Count = 1 },
                        new MetricCount { Status = V1.MetricStatus.Active, Count = 2 },
                    },
                }
        );

        var (exitCode, output, error) = await CliRunner.RunAsync(_server.Address, "status", "--output", "json");

        Assert.That(exitCode, Is.Zero, error);
        var status = Parse(output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.GetProperty("version").GetString(), Is.EqualTo("1.2.3"));
            Assert.That(status.GetProperty("metrics").GetInt64(), Is.EqualTo(3));
            Assert.That(status.GetProperty("models").GetInt64(), Is.EqualTo(2));
            Assert.That(status.GetProperty("models_by_status").GetProperty("ACTIVE").GetInt64(), Is.EqualTo(2));
            Assert.That(status.GetProperty("resources").GetInt64(), Is.EqualTo(4));
        }
    }

    [TestCase(V1.Datasource.Custom, "m is no longer monitored; its samples are kept")]
    [TestCase(V1.Datasource.Cloudwatch, "i-1/m is deleted with its samples")]
    public async Task ModelsDelete_ByDatasource_SaysWhatBecameOfTheSamples(V1.Datasource datasource, string expected)
    {
        var model = ToModel(V1.MetricStatus.Active);
        model.Metric.Datasource = datasource;
        model.Metric.Resource = "i-1";
        _services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = model });
        _services.On<DeleteModelRequest, DeleteModelResponse>("DeleteModel", _ => new());

        var (_, output, _) = await CliRunner.RunAsync(_server.Address, "models", "delete", "m");

        Assert.That(output.Trim(), Is.EqualTo(expected));
    }

    [Test]
    public async Task ModelsDelete_ByMetricName_DeletesTheModelItNames()
    {
        DeleteModelRequest? deleted = null;
        _services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = ToModel(V1.MetricStatus.Active) });
        _services.On<DeleteModelRequest, DeleteModelResponse>(
            "DeleteModel",
            request =>
            {
                deleted = request;
                return new DeleteModelResponse();
            }
        );

        var (exitCode, _, _) = await CliRunner.RunAsync(_server.Address, "models", "delete", "m");

        Assert.That((exitCode, deleted?.Name), Is.EqualTo((0, "models/m")));
    }

    private void SetRows(int count) =>
        _services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            _ => new ListMetricDataResponse { MetricRows = { ToRows(count) } }
        );

    private string WriteFile(string name, params string[] lines)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement.Clone();

    private static V1.Metric ToMetric(string name) =>
        new()
        {
            Name = $"metrics/{name}",
            MetricName = name,
            Model = $"models/{name}",
            LastRowId = 1,
        };

    private static V1.Model ToModel(V1.MetricStatus status)
    {
        var metric = ToMetric("m");
        metric.Status = status;
        return new V1.Model { Name = "models/m", Metric = metric };
    }

    private static V1.MetricRows ToRows(int count) =>
        new()
        {
            Metric = "metrics/m",
            Key = new() { MetricName = "m", Labels = { ["host"] = "a" } },
            Resource = "a",
            Rows = { Enumerable.Range(1, count).Select(ToRow) },
        };

    /// <summary>Row 1 has no score, the others are very surprising.</summary>
    private static V1.MetricDataRow ToRow(int id)
    {
        var row = new V1.MetricDataRow
        {
            RowId = id,
            SampleTime = new() { Seconds = 1_767_225_600 + 60 * (id - 1) },
            Value = Math.Sin(id / 10.0),
        };
        if (id > 1)
        {
            (row.RawAnomalyScore, row.AnomalyLikelihood, row.Surprise, row.Severity) = (1, 0.999999, 3.5, 3.5);
        }

        return row;
    }
}
