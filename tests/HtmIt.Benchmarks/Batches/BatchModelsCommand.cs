using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Net.Client;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Batches;

/// <summary><c>batch-models</c>: batches of new models, in a server process of its own. AWS is one that answers at once.</summary>
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
        var command = new Command("batch-models", "Seconds until a batch of 1,000 new models, custom ones and CloudWatch's, is answered.")
        {
            batches,
            json,
        };
        command.SetAction((arguments, cancel) => RunAsync(arguments.GetValue(batches), arguments.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int batches, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        TestCredentials.Give();
        await using var aws = await FaultyAws.StartAsync();
        aws.Otherwise = _ => AwsReply.Ok("<DescribeInstancesResponse/>");
        var serverOptions = new ServerProcessOptions
        {
            ConnectionString = postgres.ConnectionString,
            Arguments = ["--HtmIt:Aws:EndpointUrl", aws.Url.ToString(), "--HtmIt:CloudWatch:Enabled", "false"],
        };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var models = new ModelService.ModelServiceClient(channel);
        var results = new Dictionary<string, object>(StringComparer.Ordinal);
        var slowest = 0.0;
        (string, Func<int, ModelSpec>)[] kinds =
        [
            ("with_range", i => Custom("with_range", i, new() { Min = 0, Max = 100 })),
            ("without_range", i => Custom("without_range", i, range: null)),
            ("cloudwatch", CloudWatch),
        ];
        foreach (var (what, spec) in kinds)
        {
            var seconds = new List<double>();
            for (var batch = 0; batch < batches; batch++)
            {
                seconds.Add(await CreateAsync(models, Request(batch, spec), isNew: true, cancellationToken));
            }
            Tell($"{what}_seconds", seconds.Max());
            Tell($"{what}_again_seconds", await CreateAsync(models, Request(0, spec), isNew: false, cancellationToken));
            slowest = Math.Max(slowest, seconds.Max());
        }
        Tell("cloudwatch_delete_seconds", await DeleteAsync(new(channel), cancellationToken));
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

    /// <summary>Seconds until as many resources with one CloudWatch metric each are deleted.</summary>
    private static async Task<double> DeleteAsync(ResourceService.ResourceServiceClient resources, CancellationToken cancellationToken)
    {
        var request = new ListResourcesRequest { PageSize = LargestBatch };
        var names = new List<string>();
        do
        {
            var page = await resources.ListResourcesAsync(request, cancellationToken: cancellationToken);
            names.AddRange(page.Resources.Where(one => one.AwsResourceId.Length > 0).Select(one => one.Name));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        var batch = new BatchDeleteResourcesRequest { Names = { names.Take(LargestBatch) } };
        var watch = Stopwatch.StartNew();
        var response = await resources.BatchDeleteResourcesAsync(batch, cancellationToken: cancellationToken);
        var wrong = response.Results.FirstOrDefault(one => one.Response is not { DeletedModelCount: 1 });
        return wrong is null && response.Results.Count == LargestBatch
            ? watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"An item is not as it should be: {wrong}");
    }

    private static BatchCreateModelsRequest Request(int batch, Func<int, ModelSpec> spec) =>
        new()
        {
            Requests = { Enumerable.Range(batch * LargestBatch, LargestBatch).Select(i => new CreateModelRequest { Spec = spec(i) }) },
        };

    private static ModelSpec Custom(string prefix, int i, ModelParams? range)
    {
        var key = new MetricKey { MetricName = $"{prefix}.{i}", Labels = { ["host"] = $"host-{i}" } };
        return new()
        {
            Custom = new() { Target = new() { Key = key } },
            ModelParams = range,
        };
    }

    private static ModelSpec CloudWatch(int i) =>
        new()
        {
            Cloudwatch = new()
            {
                Region = "us-west-2",
                Namespace = "AWS/EC2",
                MetricName = "CPUUtilization",
                Dimensions = { ["InstanceId"] = $"i-{i:x17}" },
            },
        };
}
