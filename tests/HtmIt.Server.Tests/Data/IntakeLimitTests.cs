using System.Net.Sockets;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>What a stranger may ask for is bounded, and what is beyond is told.</summary>
public sealed class IntakeLimitTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Ingest:MaxBatchSeries"] = "50",
            ["HtmIt:Ingest:MaxCustomMetrics"] = "3",
            ["HtmIt:Ingest:MaxGraphiteConnections"] = "2",
        };

    [Test, CancelAfter(60_000)]
    public async Task IngestMetricData_MoreMetricsThanMayBe_RefusesTheNewOnes()
    {
        var answer = await Data.SendAsync([.. Enumerable.Range(0, 5).Select(i => Ingest.Series($"limit.{i}", [1, 2]))]);

        var refused = answer.Outcomes.Where(one => one.RefusedSamples.Count > 0).ToArray();
        Assert.That(refused, Has.Length.EqualTo(2));
        Assert.That(refused.SelectMany(one => one.RefusedSamples).Select(one => one.Reason), Is.All.EqualTo(ErrorReason.TooManyMetrics));
        var spec = new ModelSpec { Custom = new() { MetricName = "limit.model" } };
        var refusal = await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.ResourceExhausted, "TOO_MANY_METRICS")));
    }

    [Test, CancelAfter(60_000)]
    public async Task IngestMetricData_TooManySeries_EndsTheStreamAndSaysWhy()
    {
        using var call = Data.IngestMetricData();
        await call.RequestStream.WriteAsync(new() { Series = { Enumerable.Range(0, 51).Select(_ => new SampleSeries()) } });

        var refusal = await Refusal.OfAsync(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.ResourceExhausted, "TOO_LARGE", "series")));
        Assert.That(refusal.Text, Does.Contain("51").And.Contain("at most 50"));
    }

    [Test, CancelAfter(60_000)]
    public async Task Graphite_MoreConnectionsThanMayBeOpen_AreClosed()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();
        // In turn, so that the two are taken before the third comes: it is the one that is closed.
        var ended = await Task.WhenAny(EndAsync(first), EndAsync(second), ConnectAndEndAsync());

        Assert.That(await ended, Is.True);
        Assert.That(first.Connected && second.Connected, Is.True);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(Server.Graphite);
        return client;
    }

    /// <summary>The connection may be closed so soon that making it fails.</summary>
    private async Task<bool> ConnectAndEndAsync()
    {
        try
        {
            using var client = await ConnectAsync();
            return await EndAsync(client);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<bool> EndAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
