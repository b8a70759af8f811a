using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Commands that show, draw and end something.</summary>
public sealed class CommandTests : CommandFixture
{
    [Test]
    public async Task List_Json_WritesOneObjectALine()
    {
        SetRows(3);

        var (_, output, _) = await CliRunner.RunAsync(Server.Address, "list", "m", "--limit", "2", "--output", "json");

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
        Services.Watch = async (_, responses, context) =>
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

        var (exitCode, output, _) = await CliRunner.RunAsync(Server.Address, "watch", "m", "--seconds", "1", "--output", "json");

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
        var path = Path.Combine(Folder, name);
        var labels = WriteFile("labels.json", """{ "dir/m.csv": [["2026-01-01 00:10:00.000000", "2026-01-01 00:20:00.000000"]] }""");

        var (exitCode, output, error) = await CliRunner.RunAsync(Server.Address, "plot", "m", "-o", path, "--labels", labels);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain("300 rows, 299 of them with severity ≥ 3.00, of 1 incident"));
            Assert.That(System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path)), Does.StartWith(start));
        }
    }

    [Test]
    public async Task Plot_WithoutFile_DrawsAChart()
    {
        SetRows(300);

        var (exitCode, output, _) = await CliRunner.RunAsync(Server.Address, "plot", "m");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Does.Contain("300 rows, 299 with severity ≥ 3.00, of 1 incident (red); times in UTC"));
            Assert.That(output.Any(character => character is > '\u2800' and <= '\u28FF'), Is.True);
        }
    }

    [Test]
    public async Task ListAndWatch_OldRowsAreGone_Warn()
    {
        var response = new ListMetricDataResponse { KeptSince = new() { Seconds = 1_767_225_600 } };
        Services.On<ListMetricDataRequest, ListMetricDataResponse>("ListMetricData", _ => response);
        Services.Watch = async (_, responses, context) =>
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

        var all = await CliRunner.RunAsync(Server.Address, "list", "m");
        var later = await CliRunner.RunAsync(Server.Address, "list", "m", "--from", "2026-01-01");
        var earlier = await CliRunner.RunAsync(Server.Address, "list", "m", "--from", "2025-12-31");
        var watched = await CliRunner.RunAsync(Server.Address, "watch", "m", "--from", "2025-12-31");

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
        Services.On<ListDatasourcesRequest, ListDatasourcesResponse>(
            "ListDatasources",
            _ => new() { Datasources = { V1.Datasource.Custom } }
        );
        Services.On<GetServerInfoRequest, GetServerInfoResponse>(
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

        var (exitCode, output, error) = await CliRunner.RunAsync(Server.Address, "status", "--output", "json");

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
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = model });
        Services.On<DeleteModelRequest, DeleteModelResponse>("DeleteModel", _ => new());

        var (_, output, _) = await CliRunner.RunAsync(Server.Address, "models", "delete", "m");

        Assert.That(output.Trim(), Is.EqualTo(expected));
    }

    [Test]
    public async Task ModelsDelete_ByMetricName_DeletesTheModelItNames()
    {
        DeleteModelRequest? deleted = null;
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = ToModel(V1.MetricStatus.Active) });
        Services.On<DeleteModelRequest, DeleteModelResponse>(
            "DeleteModel",
            request =>
            {
                deleted = request;
                return new DeleteModelResponse();
            }
        );

        var (exitCode, _, _) = await CliRunner.RunAsync(Server.Address, "models", "delete", "m");

        Assert.That((exitCode, deleted?.Name), Is.EqualTo((0, "models/m")));
    }
}
