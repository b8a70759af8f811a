using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Net.Client;
using HtmIt.Benchmarks.Hostile;
using HtmIt.Benchmarks.Memory;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Watching;

/// <summary><c>watch-memory</c>: memory of a server whose watches are not read, half of them alone on a connection and half on a shared one,
/// while samples come in; exit code 1 when it is too much.</summary>
internal static class WatchMemoryCommand
{
    private const int SamplesPerBatch = 5_000;
    private const int Metrics = 100;
    private const int BatchesUnderWay = 8;
    private const long Start = 1_767_225_600;

    public static Command Create()
    {
        var readers = new Option<int>("--readers") { DefaultValueFactory = _ => 50, Description = "Watches that never read." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long samples come in." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("watch-memory", "Memory of a server whose watches are not read.") { readers, seconds, json };
        command.SetAction(
            (arguments, cancel) => RunAsync(arguments.GetValue(readers), arguments.GetValue(seconds), arguments.GetValue(json), cancel)
        );
        return command;
    }

    private static async Task<int> RunAsync(int readers, int seconds, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var serverOptions = new ServerProcessOptions { ConnectionString = postgres.ConnectionString, Graphite = "off" };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);
        using var sending = GrpcChannel.ForAddress(server.GrpcAddress);
        var data = new MetricDataService.MetricDataServiceClient(sending);
        var results = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["readers"] = readers,
            ["start_mib"] = Math.Round(ResidentMemory.PeakMegabytes(server.Id)),
        };
        await SendAsync(data, TimeSpan.FromSeconds(seconds / 4.0), cancellationToken);
        results["without_readers_mib"] = Math.Round(ResidentMemory.PeakMegabytes(server.Id));

        var channels = new List<GrpcChannel> { GrpcChannel.ForAddress(server.GrpcAddress) };
        var watches = new List<IDisposable>();
        for (var i = 0; i < readers; i++)
        {
            if (i % 2 == 1)
            {
                channels.Add(GrpcChannel.ForAddress(server.GrpcAddress));
            }
            var channel = i % 2 == 1 ? channels[^1] : channels[0];
            var watch = new MetricDataService.MetricDataServiceClient(channel).WatchMetricData(new(), cancellationToken: cancellationToken);
            await watch.ResponseHeadersAsync;
            watches.Add(watch);
        }
        var samples = await SendAsync(data, TimeSpan.FromSeconds(seconds), cancellationToken);
        results["samples_per_second"] = samples / seconds;
        results["end_mib"] = Math.Round(ResidentMemory.Megabytes(server.Id));
        var peak = ResidentMemory.PeakMegabytes(server.Id);
        results["peak_mib"] = Math.Round(peak);
        watches.ForEach(watch => watch.Dispose());
        channels.ForEach(channel => channel.Dispose());
        foreach (var (key, value) in results)
        {
            Console.WriteLine($"{key, -24}{value, 12}");
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return peak < HostileRun.LimitMegabytes ? 0 : 1;
    }

    /// <summary>Sends samples of unmonitored metrics as fast as they are acknowledged; gives how many.</summary>
    private static async Task<long> SendAsync(
        MetricDataService.MetricDataServiceClient data,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        using var call = data.IngestMetricData(cancellationToken: cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var prefix = $"bench.{began}";
        var (sent, acknowledged) = (0L, 0L);
        for (var time = Start; Stopwatch.GetElapsedTime(began) < duration; time += SamplesPerBatch / Metrics)
        {
            await call.RequestStream.WriteAsync(Batch(prefix, time), cancellationToken);
            sent++;
            for (; sent - acknowledged >= BatchesUnderWay; acknowledged++)
            {
                await call.ResponseStream.MoveNext(cancellationToken);
            }
        }
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            acknowledged++;
        }
        return acknowledged * SamplesPerBatch;
    }

    private static IngestMetricDataRequest Batch(string prefix, long time)
    {
        var batch = new IngestMetricDataRequest();
        for (var metric = 0; metric < Metrics; metric++)
        {
            var series = new SampleSeries { Target = new() { Key = new() { MetricName = $"{prefix}.{metric}" } } };
            for (var i = 0; i < SamplesPerBatch / Metrics; i++)
            {
                series.Samples.Add(
                    new Sample
                    {
                        SampleTime = new() { Seconds = time + i },
                        Value = i,
                    }
                );
            }
            batch.Series.Add(series);
        }
        return batch;
    }
}
