using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>SIGTERM to a server with streams of all kinds open: what was taken is answered, then each is told how to go on.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ServerStopTests
{
    private const int Senders = 10;
    private const int BatchesOutstanding = 5;
    private const int ExportedRows = 500;
    private const string WhyEnded = "The server is stopping";
    private const string ExportedMetric = "stop.exported";

    private TestPostgres _postgres = null!;

    [OneTimeSetUp]
    public async Task StartDatabaseAsync() => _postgres = await TestPostgres.StartAsync(migrate: null, CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopDatabaseAsync() => await _postgres.DisposeAsync();

    [TestCase(false, TestName = "Stop_DatabaseAtWork_AcknowledgesThenEndsAllStreams")]
    [TestCase(true, TestName = "Stop_DatabaseLocked_EndsAllStreams")]
    [CancelAfter(240_000)]
    public async Task Stop_StreamsOpen(bool locked, CancellationToken cancellationToken)
    {
        await using var database = await _postgres.CreateDatabaseAsync(cancellationToken, empty: true);
        await using var server = await ServerProcess.StartAsync(
            new() { ConnectionString = database.ConnectionString, Graphite = "off" },
            cancellationToken
        );
        using var channel = Connect(server);
        await FillExportedMetricAsync(channel, cancellationToken);
        using var streams = new OpenStreams(channel, cancellationToken);
        await streams.OpenAsync(ExportedMetric);
        var data = new MetricDataService.MetricDataServiceClient(channel);
        var senders = Enumerable.Range(0, Senders).Select(i => new HeldSender(data, $"stop.sender{i}", cancellationToken)).ToArray();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var hold = await connection.BeginTransactionAsync(cancellationToken);
        await new NpgsqlCommand("lock table metric_data in share mode", connection, hold).ExecuteNonQueryAsync(cancellationToken);
        for (var i = 0; i < BatchesOutstanding; i++)
        {
            await Task.WhenAll(senders.Select(sender => sender.SendAsync(i)));
        }
        await WaitForWritesHeldAsync(connection, hold, cancellationToken);

        var exit = server.StopAsync(cancellationToken);
        await streams.IdleWatch;
        Assert.That(senders.Sum(sender => sender.Acknowledged), Is.Zero, "nothing is stored yet");
        if (!locked)
        {
            await hold.RollbackAsync(cancellationToken);
        }

        foreach (var sender in senders)
        {
            var end = await sender.Ended;
            Assert.That(end.Status.StatusCode, Is.EqualTo(StatusCode.Unavailable), end.Status.Detail);
            Assert.That(end.Status.Detail, Does.StartWith(WhyEnded));
        }
        await AssertEndsAsync(streams);
        var acknowledged = senders.Sum(sender => sender.Acknowledged);
        Assert.That(acknowledged, locked ? Is.Zero : Is.Positive);
        if (locked)
        {
            // What is handed in is written after the streams have ended.
            await hold.RollbackAsync(cancellationToken);
        }
        Assert.That(await exit, Is.Zero, server.Output);
        foreach (var sender in senders)
        {
            Assert.That(await StoredAsync(connection, sender.Metric), Is.SupersetOf(Enumerable.Range(0, sender.Acknowledged)));
            sender.Dispose();
        }
    }

    /// <summary>A window that is small and stays so: what nobody reads is held back on the server's side.</summary>
    private static GrpcChannel Connect(ServerProcess server) =>
        GrpcChannel.ForAddress(
            server.GrpcAddress,
            new()
            {
                HttpHandler = new SocketsHttpHandler { InitialHttp2StreamWindowSize = 65_535, EnableMultipleHttp2Connections = true },
                DisposeHttpClient = true,
            }
        );

    private static async Task FillExportedMetricAsync(GrpcChannel channel, CancellationToken cancellationToken)
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = ExportedMetric } } },
            ModelParams = new() { Min = 0, Max = 100 },
        };
        await new ModelService.ModelServiceClient(channel).CreateModelAsync(new() { Spec = spec }, cancellationToken: cancellationToken);
        using var call = new MetricDataService.MetricDataServiceClient(channel).IngestMetricData(cancellationToken: cancellationToken);
        var samples = Enumerable
            .Range(0, ExportedRows)
            .Select(i => new Sample
            {
                SampleTime = new() { Seconds = HeldSender.Start + (60L * i) },
                Value = i % 100,
            });
        await call.RequestStream.WriteAsync(
            new()
            {
                Series =
                {
                    new SampleSeries
                    {
                        Target = new() { Key = new() { MetricName = ExportedMetric } },
                        Samples = { samples },
                    },
                },
            },
            cancellationToken
        );
        await call.RequestStream.CompleteAsync();
        var end = await StreamEnd.ReadAsync(call.ResponseStream, _ => "", cancellationToken);
        Assert.That(end.Status.StatusCode, Is.EqualTo(StatusCode.OK), end.Status.Detail);
    }

    /// <summary>Returns when the server waits for the lock to write what it took.</summary>
    private static async Task WaitForWritesHeldAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction hold,
        CancellationToken cancellationToken
    )
    {
        await using var waiting = new NpgsqlCommand(
            "select count(*) from pg_locks where not granted and relation = 'metric_data'::regclass",
            connection,
            hold
        );
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await waiting.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task AssertEndsAsync(OpenStreams streams)
    {
        foreach (var (kind, stream) in streams.WithPosition.Concat(streams.WithoutPosition))
        {
            var end = await stream;
            Assert.That(end.Status.StatusCode, Is.EqualTo(StatusCode.Unavailable), $"{kind}: {end.Status.Detail}");
            Assert.That(end.Status.Detail, Does.StartWith(WhyEnded), kind);
            Assert.That(end.LastPosition, streams.WithPosition.ContainsKey(kind) ? Is.Not.Empty : Is.Empty, kind);
        }
    }

    private static async Task<List<int>> StoredAsync(NpgsqlConnection connection, string metric)
    {
        await using var command = new NpgsqlCommand(
            "select d.value from metric_data d join metric m on m.number = d.metric_number where m.name = $1",
            connection
        )
        {
            Parameters = { new() { Value = metric } },
        };
        var values = new List<int>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            values.Add((int)rows.GetDouble(0));
        }
        return values;
    }
}
