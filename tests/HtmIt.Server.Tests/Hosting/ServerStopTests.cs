using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

/// <summary>What calls see of a server that stops while they are at work.</summary>
[NonParallelizable]
public sealed class ServerStopTests
{
    private const int Watches = 100;
    private const int StuckWatches = 20;
    private const int Senders = 60;
    private const int StoredRows = 40_000;

    [Test]
    [CancelAfter(180_000)]
    public async Task Stop_ManyStreamsAtWork_EndsAllUnavailableWithTheirPositions(CancellationToken cancellationToken)
    {
        var database = await TestDatabases.CreateAsync();
        var server = await InProcessServer.StartAsync(database);
        using var channel = Connect(server);
        var data = new MetricDataService.MetricDataServiceClient(channel);
        string before;
        using (var first = new Watcher(data, new()))
        {
            await first.ReadUntilCaughtUpAsync();
            before = first.Position;
        }
        await data.SendAsync(Ingest.Series("stop.many", Enumerable.Range(0, 10_000).Select(i => (double)i), Ingest.Start, 60));
        for (var i = 10_000; i < StoredRows; i += 10_000)
        {
            await data.SendAsync(
                Ingest.Series("stop.many", Enumerable.Range(i, 10_000).Select(n => (double)n), Ingest.Start + (i * 60), 60)
            );
        }

        var watches = Enumerable.Range(0, Watches).Select(_ => data.WatchMetricData(new())).ToArray();
        // These have messages under way that nobody takes before the server stops.
        var stuck = Enumerable.Range(0, StuckWatches).Select(_ => data.WatchMetricData(new() { AfterPosition = before })).ToArray();
        await Task.WhenAll(watches.Concat(stuck).Select(call => call.ResponseHeadersAsync));
        var watching = watches.Select(watch => ReadAsync(watch, cancellationToken)).ToArray();
        var acknowledged = 0;
        var senders = Enumerable
            .Range(0, Senders)
            .Select(i => SendAsync(data, $"stop.sender{i}", () => Interlocked.Increment(ref acknowledged)))
            .ToArray();
        await Until.HoldsAsync(() => Task.FromResult(Volatile.Read(ref acknowledged)), count => count >= 5 * Senders, "acknowledgements");

        await server.DisposeAsync();

        foreach (var (_, position, fault) in await Task.WhenAll(watching))
        {
            AssertToldOfTheStop(fault);
            Assert.That(position, Is.Not.Empty);
        }
        foreach (var fault in await Task.WhenAll(senders))
        {
            AssertToldOfTheStop(fault);
        }
        Assert.That(server.Errors, Is.Empty);
        var stored = await Tables.CountAsync(
            database,
            "select count(*) from metric_data d join metric m on m.number = d.metric_number where m.name like 'stop.sender%'"
        );
        Assert.That(stored, Is.GreaterThanOrEqualTo(acknowledged));
        foreach (var call in watches.Concat(stuck))
        {
            call.Dispose();
        }
    }

    [Test] // the readers are slow, not gone: they read on when the stop has begun
    [CancelAfter(180_000)]
    public async Task Stop_WritesUnderWay_EndsUnavailableAfterThem(CancellationToken cancellationToken)
    {
        var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        using var channel = Connect(server);
        var data = new MetricDataService.MetricDataServiceClient(channel);
        await data.SendAsync(Ingest.Series("stop.slow", Enumerable.Range(0, 10_000).Select(i => (double)i), Ingest.Start, 60));
        var request = new WatchMetricDataRequest { StartTime = new() { Seconds = Ingest.Start } };
        var calls = Enumerable.Range(0, StuckWatches).Select(_ => data.WatchMetricData(request)).ToArray();
        await Task.WhenAll(calls.Select(call => call.ResponseHeadersAsync));

        var stopping = server.DisposeAsync().AsTask();
        var ends = await Task.WhenAll(calls.Select(call => ReadAsync(call, cancellationToken)));
        await stopping;

        Array.ForEach(ends, end => AssertToldOfTheStop(end.Fault));
        Array.ForEach(calls, call => call.Dispose());
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Stop_UnaryWritesAtWork_KeepsWhatWasAnswered(CancellationToken cancellationToken)
    {
        var database = await TestDatabases.CreateAsync();
        var server = await InProcessServer.StartAsync(database);
        using var channel = Connect(server);
        var data = new MetricDataService.MetricDataServiceClient(channel);
        var answered = 0;
        var writers = Enumerable
            .Range(0, Senders)
            .Select(i => WriteAsync(data, $"stop.writer{i}", () => Interlocked.Increment(ref answered), cancellationToken))
            .ToArray();
        await Until.HoldsAsync(() => Task.FromResult(Volatile.Read(ref answered)), count => count >= 5 * Senders, "answers");

        await server.DisposeAsync();

        foreach (var fault in await Task.WhenAll(writers))
        {
            Assert.That(fault.StatusCode, Is.EqualTo(StatusCode.Unavailable), $"{fault}");
        }
        Assert.That(server.Errors, Is.Empty);
        Assert.That(await Tables.CountAsync(database, "select count(*) from metric_data"), Is.GreaterThanOrEqualTo(answered));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Stop_GraphiteLinesReceived_AreStored(CancellationToken cancellationToken)
    {
        var database = await TestDatabases.CreateAsync();
        var server = await InProcessServer.StartAsync(database);
        using var sender = new TcpClient();
        await sender.ConnectAsync(server.Graphite, cancellationToken);
        var lines = Enumerable.Range(0, 3_000).Select(i => $"stop.graphite {i} {Ingest.Start + i}\n");
        await sender.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines)), cancellationToken);
        await Until.HoldsAsync(
            () => Tables.CountAsync(database, "select count(*) from metric_data"),
            count => count > 0,
            "the first lines"
        );
        await server.DisposeAsync();
        Assert.That(await Tables.CountAsync(database, "select count(*) from metric_data"), Is.EqualTo(3_000));
    }

    /// <summary>A connection that breaks is UNAVAILABLE too, in other words.</summary>
    private static void AssertToldOfTheStop(RpcException? fault)
    {
        Assert.That(fault?.StatusCode, Is.EqualTo(StatusCode.Unavailable), $"{fault}");
        Assert.That(fault!.Status.Detail, Does.StartWith("The server is stopping"));
    }

    private static GrpcChannel Connect(InProcessServer server) =>
        GrpcChannel.ForAddress(server.Address, new() { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } });

    private static async Task<(int Rows, string Position, RpcException? Fault)> ReadAsync(
        AsyncServerStreamingCall<WatchMetricDataResponse> call,
        CancellationToken cancellationToken
    )
    {
        var (rows, position) = (0, "");
        try
        {
            await foreach (var step in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                rows += Watcher.RowsOf(step).AllRows().Count();
                position = step.Position;
            }
            return (rows, position, null);
        }
        catch (RpcException fault)
        {
            return (rows, position, fault);
        }
    }

    private static async Task<RpcException?> SendAsync(MetricDataService.MetricDataServiceClient data, string name, Action acknowledged)
    {
        using var call = data.IngestMetricData();
        var reading = ReadAcknowledgementsAsync(call, acknowledged);
        var sent = 0;
        try
        {
            while (!reading.IsCompleted)
            {
                await call.RequestStream.WriteAsync(
                    new() { Sequence = sent, Series = { Ingest.Series(name, [1], Ingest.Start + sent++) } }
                );
            }
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException or IOException)
        {
            // The call has ended; how is what the reading side says.
        }
        return await reading;
    }

    private static async Task<RpcException> WriteAsync(
        MetricDataService.MetricDataServiceClient data,
        string name,
        Action answered,
        CancellationToken cancellationToken
    )
    {
        for (var i = 0; ; i++)
        {
            try
            {
                var series = Ingest.Series(name, [1], Ingest.Start + i);
                await data.WriteMetricDataAsync(new() { Series = { series } }, cancellationToken: cancellationToken);
                answered();
            }
            catch (RpcException fault)
            {
                return fault;
            }
        }
    }

    private static async Task<RpcException?> ReadAcknowledgementsAsync(
        AsyncDuplexStreamingCall<IngestMetricDataRequest, IngestMetricDataResponse> call,
        Action acknowledged
    )
    {
        try
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync())
            {
                acknowledged();
            }
            return null;
        }
        catch (RpcException fault)
        {
            return fault;
        }
    }
}
