using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Net.Client;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Batches;

/// <summary><c>batch-models</c>: batches of new custom models, in a server process of its own.</summary>
internal static class BatchModelsCommand
{
    /// <summary>What the service promises for a batch of 1,000.</summary>
    private const double MostSeconds = 5;

    private const int LargestBatch = 1_000;

    public static Command Create()
    {
        var batches = new Option<int>("--batches")
        {
            DefaultValueFactory = _ => 5,
            Description = "Batches of 1,000 models; the server allows 10,000 new metrics at once.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("batch-models", "Seconds until a batch of 1,000 new custom models is answered.") { batches, json };
        command.SetAction((arguments, cancel) => RunAsync(arguments.GetValue(batches), arguments.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int batches, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var serverOptions = new ServerProcessOptions { ConnectionString = postgres.ConnectionString };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var models = new ModelService.ModelServiceClient(channel);
        var results = new Dictionary<string, object>(StringComparer.Ordinal);
        var slowest = 0.0;
        foreach (var (what, hasRange) in new[] { ("with_range", true), ("without_range", false) })
        {
            var seconds = new List<double>();
            for (var batch = 0; batch < batches; batch++)
            {
                seconds.Add(await CreateAsync(models, Request($"{what}.{batch}", hasRange), isNew: true, cancellationToken));
            }
            Tell($"{what}_seconds", seconds.Max());
            Tell($"{what}_again_seconds", await CreateAsync(models, Request($"{what}.0", hasRange), isNew: false, cancellationToken));
            slowest = Math.Max(slowest, seconds.Max());
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return slowest < MostSeconds ? 0 : 1;

        void Tell(string key, double value)
        {
            results[key] = Math.Round(value, 3);
            Console.WriteLine($"{key, -32}{value, 8:0.000}");
        }
    }

    /// <summary>Seconds until the batch is answered, every item as it should be.</summary>
    private static async Task<double> CreateAsync(
        ModelService.ModelServiceClient models,
        BatchCreateModelsRequest request,
        bool isNew,
        CancellationToken cancellationToken
    )
    {
        var watch = Stopwatch.StartNew();
        var response = await models.BatchCreateModelsAsync(request, cancellationToken: cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        var wrong = response.Results.FirstOrDefault(one => one.Response is null || one.Response.Created != isNew);
        return wrong is null ? seconds : throw new InvalidOperationException($"An item is not as it should be: {wrong}");
    }

    private static BatchCreateModelsRequest Request(string prefix, bool hasRange)
    {
        var request = new BatchCreateModelsRequest();
        for (var i = 0; i < LargestBatch; i++)
        {
            var key = new MetricKey { MetricName = $"{prefix}.{i}", Labels = { ["host"] = $"host-{i}" } };
            var spec = new ModelSpec { Custom = new() { Target = new() { Key = key } } };
            spec.ModelParams = hasRange ? new() { Min = 0, Max = 100 } : null;
            request.Requests.Add(new CreateModelRequest { Spec = spec });
        }
        return request;
    }
}
