using System.Buffers.Binary;
using System.Text;
using HtmIt.Server.Tests.Listeners.Pickle;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>Carbon's pickle protocol over a real connection.</summary>
[NonParallelizable]
public sealed class GraphitePickleTests : ServerFixture
{
    private readonly CollectedLog _log = new(4101);

    protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_log);

    [Test]
    public async Task Connection_MessagesCutAnywhere_StoresTheDatapoints()
    {
        var before = await StatisticsAsync();
        byte[] bytes = [.. Message(Pickles.Protocol2), .. Message(Pickles.Protocol0), .. Message(Pickles.Protocol5)];
        var random = new Random(3);
        var pieces = new List<byte[]>();
        for (var at = 0; at < bytes.Length; at += pieces[^1].Length)
        {
            pieces.Add(bytes[at..Math.Min(bytes.Length, at + random.Next(1, 100))]);
        }

        await GraphiteSender.SendAsync(Server.GraphitePickle, pieces);

        var rows = await RowsAsync("a.b");
        var after = await StatisticsAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(row => (row.Time, row.Value)), Is.EqualTo(new[] { (Ingest.Start, 1.5), (Ingest.Start + 60, 2d) }));
            Assert.That((await RowsAsync("a.é")).Select(row => (row.Time, row.Value)), Is.EqualTo(new[] { (Ingest.Start, 3.25) }));
            Assert.That((await RowsAsync("long")).Single().Value, Is.EqualTo(1L << 40));
            Assert.That((await RowsAsync("neg"))[0].Value, Is.EqualTo(-7));
            Assert.That(after.Received - before.Received, Is.EqualTo(21));
            Assert.That(CountOf(after.Unreadable, GraphiteReason.ValueNotANumber), Is.EqualTo(6));
            Assert.That(_log.Messages, Has.One.EndsWith("'(none, (1767225600, None))'"));
        }
    }

    [Test]
    public async Task Connection_PickleThatRunsCode_IsRefusedAndTheNextIsTaken()
    {
        var marker = Path.Combine(Path.GetTempPath(), $"htmit-pickle-{Environment.ProcessId}");
        byte[] bytes =
        [
            .. Message(Encoding.ASCII.GetBytes($"cos\nsystem\n(S'touch {marker}'\ntR.")),
            .. Message("(lp0\n(Vpickle.after\np1\n(I1767225600\nI1\ntp2\ntp3\na."u8),
        ];
        await GraphiteSender.SendAsync(Server.GraphitePickle, [bytes]);
        Assert.That(File.Exists(marker), Is.False);
        Assert.That((await RowsAsync("pickle.after")).Single().Value, Is.EqualTo(1));
        Assert.That(_log.Messages, Has.One.Contains("it has the opcode GLOBAL").And.Contains("not a plain list of datapoints"));
        Assert.That(CountOf((await StatisticsAsync()).Unreadable, GraphiteReason.MessageRefused), Is.EqualTo(1));
    }

    [Test]
    public async Task Connection_NoPickleAtAll_IsClosedAndSaid()
    {
        await GraphiteSender.SendAsync(Server.GraphitePickle, "GET / HTTP/1.1\r\n\r\n");
        await GraphiteSender.SendAsync(
            Server.GraphitePickle,
            [
                [0, 0, 0, 9, .. "(l"u8],
            ]
        );
        var unreadable = (await StatisticsAsync()).Unreadable;
        Assert.That(CountOf(unreadable, GraphiteReason.MessageTooLong), Is.EqualTo(1));
        Assert.That(CountOf(unreadable, GraphiteReason.MessageCutOff), Is.EqualTo(1));
    }

    [Test]
    public async Task Connection_LongestMessage_IsStored()
    {
        var text = new StringBuilder("(l");
        var count = 0;
        while (text.Length < 1_040_000)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"(Vpickle.long\n(I{Ingest.Start + count++}\nI{count}\ntta");
        }
        await GraphiteSender.SendAsync(Server.GraphitePickle, [Message(Encoding.ASCII.GetBytes(text.Append('.').ToString()))]);
        Assert.That(await RowsAsync("pickle.long"), Has.Count.EqualTo(count));
    }

    private static byte[] Message(ReadOnlySpan<byte> pickle)
    {
        var message = new byte[4 + pickle.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, pickle.Length);
        pickle.CopyTo(message.AsSpan(4));
        return message;
    }

    private static long CountOf(IEnumerable<GraphiteCount> counts, GraphiteReason reason) =>
        counts.SingleOrDefault(one => one.Reason == reason)?.Count ?? 0;

    private async Task<GraphiteStatistics> StatisticsAsync()
    {
        var info = await new DiagnosticsService.DiagnosticsServiceClient(Channel).GetServerInfoAsync(new());
        return info.Graphite.Single(one => one.Transport == GraphiteTransport.Pickle);
    }
}
