using System.Net.Sockets;
using Grpc.Core;
using HtmIt.Server.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>What a stranger may ask for is bounded, and what is beyond is told.</summary>
public sealed class IntakeLimitTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Ingest:MaxCustomMetrics"] = "3", ["HtmIt:Ingest:MaxGraphiteConnections"] = "2" };

    [Test, CancelAfter(60_000)]
    public async Task IngestMetricData_MoreMetricsThanMayBe_RefusesTheNewOnes()
    {
        var answer = await Data.SendAsync([.. Enumerable.Range(0, 5).Select(i => Ingest.Series($"limit.{i}", [1, 2]))]);

        var refused = answer.Outcomes.Where(one => one.Refusals.Count > 0).ToArray();
        Assert.That(refused, Has.Length.EqualTo(2));
        Assert.That(refused.SelectMany(one => one.Refusals).Select(one => one.Reason), Is.All.EqualTo(ErrorReason.TooManyMetrics));
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = "limit.model" } } } };
        var refusal = await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.ResourceExhausted, "TOO_MANY_METRICS")));
    }

    [Test, CancelAfter(60_000)]
    public async Task Graphite_MoreConnectionsThanMayBeOpen_AreClosed(CancellationToken patience)
    {
        var limit = Server.Services.GetRequiredService<GraphiteConnectionLimit>();
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();
        // Connections are taken in any order: the two must be in before the third comes, so that it is the one that is closed.
        await Until.HoldsAsync(() => Task.FromResult(limit.Open), open => open == 2, "the two to be taken");

        Assert.That(await ConnectAndEndAsync().WaitAsync(patience), Is.True);

        Assert.That(limit.Refused, Is.EqualTo(1));
        await Until.HoldsAsync(() => Task.FromResult(limit.Open), open => open == 2, "only the third to be gone");
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
