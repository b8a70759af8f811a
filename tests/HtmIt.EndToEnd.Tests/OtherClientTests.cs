using System.Diagnostics;
using System.Text.Json;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests;

/// <summary>Clients that know nothing but the .proto files, or nothing but the server's reflection.</summary>
public sealed class OtherClientTests
{
    private readonly TemporaryDirectory _directory = new("clients");
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync() =>
        _server = await ServerProcess.StartAsync(new() { DataDirectory = _directory.Path, Graphite = "off" }, CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Test, CancelAfter(60_000)]
    public async Task NodeClient_FromProtoFiles_IngestsWatchesAndLists(CancellationToken cancellationToken)
    {
        var script = Path.Combine(Checkout.Root, "tests/HtmIt.EndToEnd.Tests/Node/client.mjs");
        var protos = Path.Combine(Checkout.Root, "protos");
        var output = await RunAsync("node", [script, _server.GrpcAddress.Authority, protos], cancellationToken);

        var result = JsonDocument.Parse(output).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("created").GetBoolean(), Is.True);
            Assert.That(result.GetProperty("status").GetString(), Is.EqualTo("METRIC_STATUS_ACTIVE"));
            Assert.That(Numbers(result.GetProperty("acknowledged")), Is.EqualTo(new[] { 100, 200, 300 }));
            Assert.That(Numbers(result.GetProperty("watched")), Is.EqualTo(Enumerable.Range(1, 300)));
            Assert.That(result.GetProperty("scored").GetInt32(), Is.EqualTo(300));
            Assert.That(result.GetProperty("refusal").GetInt32(), Is.EqualTo(3), "INVALID_ARGUMENT");
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task BufCurl_FromReflection_CreatesIngestsAndLists(CancellationToken cancellationToken)
    {
        var created = await CurlAsync(
            "ModelService/CreateModel",
            """{"spec": {"custom": {"target": {"key": {"metricName": "curl.orders"}}}, "modelParams": {"min": 0, "max": 10}}}""",
            cancellationToken
        );
        var metric = created.GetProperty("model").GetProperty("metric").GetProperty("name").GetString();
        var answer = await CurlAsync(
            "MetricDataService/IngestMetricData",
            """
            {"sequence": 5, "series": [{"target": {"key": {"metricName": "curl.orders"}}, "samples": [
                {"sampleTime": "2026-01-01T00:00:00Z", "value": 1}, {"sampleTime": "2026-01-01T00:05:00Z", "value": 2}]}]}
            """,
            cancellationToken
        );
        var listed = await CurlAsync("MetricDataService/ListMetricData", $$"""{"metric": "{{metric}}"}""", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("sequence").GetString(), Is.EqualTo("5"));
            var rows = listed.GetProperty("metricRows")[0].GetProperty("rows");
            Assert.That(rows.GetArrayLength(), Is.EqualTo(2));
            Assert.That(rows[0].GetProperty("rawAnomalyScore").GetDouble(), Is.InRange(0, 1));
        }
    }

    private async Task<JsonElement> CurlAsync(string method, string body, CancellationToken cancellationToken)
    {
        var buf = Path.Combine(Checkout.Root, "node_modules/.bin/buf");
        string[] arguments =
        [
            "curl",
            "--http2-prior-knowledge",
            "--protocol",
            "grpc",
            "--emit-defaults",
            "-d",
            body,
            $"{_server.GrpcAddress}htmit.v1.{method}",
        ];
        return JsonDocument.Parse(await RunAsync(buf, arguments, cancellationToken)).RootElement;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout.Root,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.That(process.ExitCode, Is.Zero, $"{program}: {output}{await errors}");
        return output;
    }

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetInt32())];
}
