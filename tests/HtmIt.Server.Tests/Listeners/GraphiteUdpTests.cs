using System.Net.Sockets;
using System.Text;
using HtmIt.Core.Ingest;
using HtmIt.Server.Hosting;
using HtmIt.Server.Settings;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>Graphite's text over real datagrams.</summary>
[NonParallelizable]
public sealed class GraphiteUdpTests : ServerFixture
{
    private readonly CollectedLog _log = new(4101);

    protected override void Replace(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(_log);
    }

    [Test]
    public async Task Datagrams_SeveralLinesEach_AreStoredInOrder()
    {
        using var client = new UdpClient();
        client.Connect(Server.GraphiteUdp);
        var text = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"udp.order {i} {Ingest.Start + i}\n");
            if (i % 7 == 6)
            {
                // The last line has no end.
                await client.SendAsync(Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n')));
                text.Clear();
            }
        }
        await client.SendAsync(Encoding.UTF8.GetBytes(text.ToString()));
        var rows = await Until.HoldsAsync(() => RowsAsync("udp.order"), all => all.Count == 300, "all samples");
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 300)));
    }

    [Test]
    public async Task Datagram_BadLinesAndLargestSize_TakesTheGoodOnes()
    {
        using var client = new UdpClient();
        client.Connect(Server.GraphiteUdp);
        var lines = Enumerable
            .Range(0, 2_000)
            .Select(i => $"udp.large {i} {Ingest.Start + i}")
            .Prepend("")
            .Prepend("udp.bad 1,5 1767225600");
        var datagram = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        Assert.That(datagram, Has.Length.InRange(40_000, 65_000));
        await client.SendAsync(datagram);
        await Until.HoldsAsync(() => RowsAsync("udp.large"), all => all.Count == 2_000, "all samples");
        var statistics = await StatisticsAsync();
        Assert.That(statistics.Unreadable.Single().Reason, Is.EqualTo(GraphiteReason.ValueNotANumber));
        Assert.That(
            _log.Messages,
            Has.One.Contains("Graphite (Udp), 1 not stored: the value is not a number").And.Contains("'udp.bad 1,5 1767225600'")
        );
    }

    [Test] // No room for a datagram: it is dropped, counted, said.
    public async Task Datagram_NoRoomForIt_IsDroppedCountedAndSaid()
    {
        var queue = Server.Services.GetRequiredService<IngestLanes>();
        Assert.That(queue.Budget.TryTake(queue.Options.MaxQueuedBytes), Is.True);
        try
        {
            using var client = new UdpClient();
            client.Connect(Server.GraphiteUdp);
            var lines = Enumerable.Range(0, 1_200).Select(i => $"udp.dropped{i} 1 1767225600");
            await client.SendAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
            var after = await Until.HoldsAsync(StatisticsAsync, now => now.DatagramsDropped == 1, "the datagram to be dropped");
            Assert.That(after.Refused.Single(), Is.EqualTo(new GraphiteCount { Reason = GraphiteReason.QueueFull, Count = 1_200 }));
            Assert.That(
                _log.Messages,
                Has.One.Contains("1200 not stored: too many samples wait").And.EndsWith("'udp.dropped0 1 1767225600'")
            );
        }
        finally
        {
            queue.Budget.Return(queue.Options.MaxQueuedBytes);
        }
    }

    [TestCase("127.0.0.1:x")]
    [TestCase("0.0.0.0:2003")]
    public void Configure_AddressNoGood_NamesTheOption(string address)
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder();
        var options = new ServerOptions { GraphiteUdp = address };
        var fault = Assert.Throws<ServerStartException>(() => ServerHost.Configure(builder, options, "Host=x"));
        Assert.That(fault!.Message, Does.StartWith($"--graphite-udp: '{address}' is no loopback address with a port"));
    }

    [Test]
    public void Options_Default_AreOffAndNotInTheReadyLine()
    {
        Assert.That((new ServerOptions().GraphiteUdp, new ServerOptions().GraphitePickle), Is.EqualTo(("off", "off")));
        Assert.That(new ServerAddresses().ToString(), Is.EqualTo("grpc= graphite=off"));
        var settings = CommandLine.Parse(["--graphite-udp", "127.0.0.1:0", "--graphite-pickle=off"], out _);
        Assert.That(settings!["HtmIt:Server:GraphiteUdp"], Is.EqualTo("127.0.0.1:0"));
        Assert.That(settings["HtmIt:Server:GraphitePickle"], Is.EqualTo("off"));
    }

    private async Task<GraphiteStatistics> StatisticsAsync()
    {
        var info = await new DiagnosticsService.DiagnosticsServiceClient(Channel).GetServerInfoAsync(new());
        return info.Graphite.Single(one => one.Transport == GraphiteTransport.Udp);
    }
}
