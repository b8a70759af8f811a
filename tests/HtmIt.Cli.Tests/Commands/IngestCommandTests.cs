using HtmIt.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Files that are sent.</summary>
public sealed class IngestCommandTests : CommandFixture
{
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

        var (exitCode, output, _) = await CliRunner.RunAsync(Server.Address, "ingest", file, "--monitor", "false", "--output", "json");

        var report = Parse(output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(Store["cpu"].Select(sample => sample.Value), Is.EqualTo([1, 3]));
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

        await CliRunner.RunAsync(Server.Address, args);
        var (exitCode, output, _) = await CliRunner.RunAsync(Server.Address, args);

        Assert.That((exitCode, Parse(output).GetProperty("already_stored").GetInt64(), Store["shop.orders"].Count), Is.EqualTo((0, 2L, 2)));
    }

    [Test]
    public async Task Ingest_Monitor_CreatesTheModelWithItsRangeAndWaits()
    {
        var file = WriteFile("m.csv", "time,value", "2026-01-01T00:00:00Z,1");
        CreateModelRequest? created = null;
        var scored = 0;
        Services.On<CreateModelRequest, CreateModelResponse>(
            "CreateModel",
            request =>
            {
                created = request;
                return new CreateModelResponse { Created = true, Model = ToModel(V1.MetricStatus.CreatePending) };
            }
        );
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new GetModelResponse { Model = ToModel(V1.MetricStatus.Active) });
        Services.On<GetMetricStatisticsRequest, GetMetricStatisticsResponse>(
            "GetMetricStatistics",
            _ => new GetMetricStatisticsResponse { RowCount = 1, ScoredRowCount = scored++ }
        );

        var (exitCode, output, _) = await CliRunner.RunAsync(Server.Address, "ingest", file, "--min", "0", "--max", "10", "--wait");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(created!.Spec.Custom.Target.Metric, Is.EqualTo("metrics/m"));
            Assert.That((created.Spec.ModelParams.Min, created.Spec.ModelParams.Max), Is.EqualTo((0.0, 10.0)));
            Assert.That(scored, Is.EqualTo(2));
            Assert.That(output, Does.Contain("m: 1 of 1 rows scored in"));
        }
    }
}
