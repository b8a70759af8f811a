using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using HtmIt.Core.Ingest;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>The database stalls for longer than a write is tried again, and comes back: what is sent again is taken, and what the server
/// keeps itself loses neither a sample nor its order.</summary>
public sealed class ResendTests
{
    private static readonly Dictionary<string, string?> Impatient = new()
    {
        ["HtmIt:Storage:WriteRetrySeconds"] = "1",
        ["HtmIt:Storage:RetrySeconds"] = "1",
    };

    [Test, CancelAfter(180_000)]
    public async Task IngestMetricData_StreamBrokenByAStall_IsTakenWhenSentAgain()
    {
        await using var server = await StartAsync();
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await UntilTakenAsync(data, Ingest.Series("resend.one", [0]));
        int acknowledged;
        await using (await StallAsync(server))
        {
            acknowledged = await SendAsync(data, 1);
        }

        var refused = new List<V1.Refusal>();
        while (acknowledged < 11)
        {
            acknowledged = await SendAsync(data, acknowledged, refused);
        }
        Assert.That(refused, Is.Empty);
        Assert.That(await ValuesAsync(server, "resend.one"), Is.EqualTo(Enumerable.Range(0, 11)));
        server.ExpectError("given up");
        Assert.That(server.Errors, Is.Empty);
    }

    [Test, CancelAfter(180_000)]
    public async Task WriteMetricData_DuringAStall_IsUnavailableAndTakenWhenSentAgain()
    {
        await using var server = await StartAsync();
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await UntilTakenAsync(data, Ingest.Series("resend.write", [0]));
        var batch = new WriteMetricDataRequest { Series = { Ingest.Series("resend.write", [0, 1, 2]) } };
        Refusal refusal;
        await using (await StallAsync(server))
        {
            refusal = await Refusal.OfAsync(data.WriteMetricDataAsync(batch));
        }

        var outcome = await UntilTakenAsync(data, [.. batch.Series]);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Unavailable, "STORAGE_UNAVAILABLE")));
        Assert.That((outcome.StoredCount + outcome.AlreadyStoredCount, outcome.Refusals.Count), Is.EqualTo((3, 0)));
        Assert.That(await ValuesAsync(server, "resend.write"), Is.EqualTo(Enumerable.Range(0, 3)));
        server.ExpectError("given up");
        Assert.That(server.Errors, Is.Empty);
    }

    [Test, CancelAfter(240_000)]
    public async Task Graphite_ConnectionForEachFlushDuringAStall_LosesNothing()
    {
        const int Flushes = 100;
        const int Lines = 20;
        await using var server = await StartAsync();
        var lanes = server.Services.GetRequiredService<IngestLanes>();
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await UntilTakenAsync(data, Ingest.Series("resend.flush", [-1], Ingest.Start - 300));
        await using (await StallAsync(server))
        {
            for (var flush = 0; flush < Flushes; flush++)
            {
                var before = lanes.EnteredBatches;
                await FlushAsync(server, flush * Lines, Lines);
                await Until.HoldsAsync(
                    () => Task.FromResult(lanes.EnteredBatches),
                    entered => entered > before,
                    "the lines to have their place"
                );
            }
            await Until.HoldsAsync(() => Task.FromResult(server.ExpectError("given up")), told => told, "the writer to give up once");
        }

        var rows = await Until.HoldsAsync(
            () => ValuesAsync(server, "resend.flush"),
            values => values.Count == (Flushes * Lines) + 1,
            "all lines to be stored"
        );
        Assert.That(rows, Is.EqualTo(Enumerable.Range(-1, (Flushes * Lines) + 1)));
    }

    private static async Task<InProcessServer> StartAsync()
    {
        // A statement that waits for a lock fails soon, too; what a busy machine makes slow does not.
        var settings = new NpgsqlConnectionStringBuilder(await TestDatabases.CreateAsync()) { CommandTimeout = 3 };
        return await InProcessServer.StartAsync(settings.ConnectionString, Impatient);
    }

    /// <summary>Holds the lock that every commit needs, until disposed.</summary>
    private static async Task<IAsyncDisposable> StallAsync(InProcessServer server)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { ApplicationName = "htmit-tests", Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table commit_head in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Sends the samples from the given one to the tenth on one stream, a batch each, until it ends; the next to be sent.</summary>
    private static async Task<int> SendAsync(MetricDataService.MetricDataServiceClient data, int from, List<V1.Refusal>? refused = null)
    {
        using var call = data.IngestMetricData();
        var next = from;
        try
        {
            for (var i = from; i <= 10; i++)
            {
                var series = Ingest.Series("resend.one", [i], Ingest.Start + (i * 300L));
                await call.RequestStream.WriteAsync(new() { Sequence = i, Series = { series } });
            }
            await call.RequestStream.CompleteAsync();
            await foreach (var answer in call.ResponseStream.ReadAllAsync())
            {
                refused?.AddRange(answer.Outcomes.Single().Refusals);
                next = (int)answer.Sequence + 1;
            }
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            // What was not acknowledged is sent again.
        }
        return next;
    }

    /// <summary>Writes the series again and again until they are taken: a server that gives up after a second does so on a busy machine, too.
    /// </summary>
    private static async Task<V1.SeriesOutcome> UntilTakenAsync(
        MetricDataService.MetricDataServiceClient data,
        params IEnumerable<V1.SampleSeries> series
    )
    {
        var batch = new WriteMetricDataRequest { Series = { series } };
        var outcome = await Until.HoldsAsync(
            async () => await TryWriteAsync(data, batch),
            answer => answer is not null,
            "the batch to be taken"
        );
        return outcome!;
    }

    private static async Task<V1.SeriesOutcome?> TryWriteAsync(MetricDataService.MetricDataServiceClient data, WriteMetricDataRequest batch)
    {
        try
        {
            return (await data.WriteMetricDataAsync(batch)).Outcomes.Single();
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }

    private static async Task FlushAsync(InProcessServer server, int from, int lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Graphite);
        var text = string.Concat(Enumerable.Range(from, lines).Select(i => $"resend.flush {i} {Ingest.Start + i}\n"));
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private static async Task<IReadOnlyList<double>> ValuesAsync(InProcessServer server, string name) =>
        [.. (await Tables.RowsAsync(server.ConnectionString, name)).Select(row => row.Value)];
}
