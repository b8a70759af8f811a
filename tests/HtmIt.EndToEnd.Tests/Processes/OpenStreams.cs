using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>Every kind of stream that a server has, open and answered once, but for the ingest streams.</summary>
internal sealed class OpenStreams(GrpcChannel channel, CancellationToken cancellationToken) : IDisposable
{
    private const int TimesExported = 1_000;

    private readonly List<IDisposable> _calls = [];

    /// <summary>A watch of metric data that is live and idle: the first to notice a stop.</summary>
    public Task<StreamEnd> IdleWatch { get; private set; } = null!;

    /// <summary>The streams that have positions, by their kind.</summary>
    public Dictionary<string, Task<StreamEnd>> WithPosition { get; } = [];

    /// <summary>The others.</summary>
    public Dictionary<string, Task<StreamEnd>> WithoutPosition { get; } = [];

    /// <summary>Opens them all; returns when each has been answered.</summary>
    /// <param name="exportedMetric">A monitored metric that has samples.</param>
    public async Task OpenAsync(string exportedMetric)
    {
        IdleWatch = WithPosition["metric data"] = await OpenMetricDataAsync(new());
        WithPosition["metric data of the past"] = await OpenMetricDataAsync(new() { StartTime = new() { Seconds = HeldSender.Start } });
        WithPosition["notifications"] = await OpenNotificationsAsync();
        WithoutPosition["ranking"] = await OpenRankingAsync();
        WithoutPosition["export"] = await OpenExportAsync(exportedMetric);
        WithoutPosition["import"] = await OpenImportAsync();
    }

    public void Dispose() => _calls.ForEach(call => call.Dispose());

    private async Task<Task<StreamEnd>> OpenMetricDataAsync(WatchMetricDataRequest request)
    {
        var call = Keep(new MetricDataService.MetricDataServiceClient(channel).WatchMetricData(request));
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            if (call.ResponseStream.Current.CaughtUp is not null)
            {
                return StreamEnd.ReadAsync(call.ResponseStream, step => step.Position, cancellationToken);
            }
        }
        throw new AssertionException("The watch ended before it was live.");
    }

    private async Task<Task<StreamEnd>> OpenNotificationsAsync()
    {
        var service = new NotificationService.NotificationServiceClient(channel);
        var device = new Device { Name = "devices/stop", Score = NotificationScore.Severity };
        await new DeviceService.DeviceServiceClient(channel).UpdateDeviceAsync(
            new() { Device = device, AllowMissing = true },
            cancellationToken: cancellationToken
        );
        var call = Keep(service.WatchNotifications(new() { Device = device.Name }));
        Assert.That(await call.ResponseStream.MoveNext(cancellationToken), "the notifications begin with a position");
        return StreamEnd.ReadAsync(call.ResponseStream, step => step.Position, cancellationToken);
    }

    private async Task<Task<StreamEnd>> OpenRankingAsync()
    {
        var call = Keep(
            new AnomalyService.AnomalyServiceClient(channel).WatchRanking(new() { EndingWithNewest = new() { Seconds = 7_200 } })
        );
        Assert.That(await call.ResponseStream.MoveNext(cancellationToken), "the ranking begins with its state");
        return StreamEnd.ReadAsync(call.ResponseStream, _ => "", cancellationToken);
    }

    private async Task<Task<StreamEnd>> OpenExportAsync(string metric)
    {
        var found = await new MetricService.MetricServiceClient(channel).GetMetricAsync(
            new() { Key = new() { MetricName = metric } },
            cancellationToken: cancellationToken
        );
        var model = found.Metric.Name.Replace("metrics/", "models/", StringComparison.Ordinal);
        // Many times the same, which is more than is sent without being read.
        var request = new ExportModelsRequest { Names = { Enumerable.Repeat(model, TimesExported) } };
        var call = Keep(new ModelService.ModelServiceClient(channel).ExportModels(request));
        Assert.That(await call.ResponseStream.MoveNext(cancellationToken), "the export begins");
        // Nobody reads on until the stop has begun.
        return ReadOnAsync();

        async Task<StreamEnd> ReadOnAsync()
        {
            await IdleWatch;
            return await StreamEnd.ReadAsync(call.ResponseStream, _ => "", cancellationToken);
        }
    }

    private async Task<Task<StreamEnd>> OpenImportAsync()
    {
        var call = Keep(new ModelService.ModelServiceClient(channel).ImportModels(cancellationToken: cancellationToken));
        // The first is done when the second has begun.
        foreach (var name in new[] { "stop.import.done", "stop.import.begun" })
        {
            await call.RequestStream.WriteAsync(
                new() { Model = new() { Spec = new() { Custom = new() { Target = new() { Key = new() { MetricName = name } } } } } },
                cancellationToken
            );
        }
        Assert.That(await call.ResponseStream.MoveNext(cancellationToken), "the import of the first is answered");
        return StreamEnd.ReadAsync(call.ResponseStream, _ => "", cancellationToken);
    }

    private T Keep<T>(T call)
        where T : IDisposable
    {
        _calls.Add(call);
        return call;
    }
}
