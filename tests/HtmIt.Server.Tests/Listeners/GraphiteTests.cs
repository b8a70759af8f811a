using System.Globalization;
using System.Text;
using HtmIt.Server.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>Graphite's text form: LSN, STO, CUST-036 to CUST-040.</summary>
public sealed class GraphiteTests : ServerFixture
{
    private const long Now = 1_800_000_000;

    [TestCase("name 12.5 1386201600", "name", 12.5, 1_386_201_600)] // LSN-001
    [TestCase("  name\t-1e3  1386201600.9\r", "name", -1_000, 1_386_201_600)] // CUST-038
    [TestCase("a.b:c/d{e}[0] 0 1386201600", "{\"a.b:c/d{e}[0]\"}", 0, 1_386_201_600)]
    [TestCase("a;host=b 0 1386201600", "a{host=\"b\"}", 0, 1_386_201_600)]
    [TestCase("a;zone=c=d;data-center=b 0 1386201600", "a{data-center=\"b\",zone=\"c=d\"}", 0, 1_386_201_600)] // in any order
    [TestCase("a;host= 0 1386201600", "a", 0, 1_386_201_600)] // an empty one is none
    [TestCase("name 1 -1", "name", 1, Now)] // as with carbon
    public void Read_GoodLine_TakesItApart(string line, string name, double value, long time)
    {
        Assert.That(
            GraphiteLine.Read(Encoding.UTF8.GetBytes(line), Now, out var parsed, out var sample),
            Is.EqualTo(GraphiteReason.Unspecified)
        );
        Assert.That((parsed?.Text, sample.Value, sample.Time), Is.EqualTo((name, value, time)));
        Assert.That(DateTimeOffset.FromUnixTimeSeconds(1_386_201_600).UtcDateTime, Is.EqualTo(new DateTime(2013, 12, 5)));
    }

    [Test] // ten thousand of them are allowed by default
    public void Connection_ReceivedAndNotReadYet_IsLittle()
    {
        var sockets = Server.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value;
        Assert.That(sockets.MaxReadBufferSize, Is.InRange(2 * GraphiteLine.Longest, 50_000));
    }

    [TestCase("", GraphiteReason.TooFewFields)] // LSN-001
    [TestCase("name", GraphiteReason.TooFewFields)]
    [TestCase("name 12.5", GraphiteReason.TooFewFields)]
    [TestCase("name 12.5 1386201600 more", GraphiteReason.TooManyFields)]
    [TestCase("name x 1386201600", GraphiteReason.ValueNotANumber)]
    [TestCase("name; 1 1386201600", GraphiteReason.TagsInvalid)]
    [TestCase("name;host 1 1386201600", GraphiteReason.TagsInvalid)]
    [TestCase("name;=a 1 1386201600", GraphiteReason.TagsInvalid)]
    [TestCase("name;host=a;host=b 1 1386201600", GraphiteReason.TagsInvalid)]
    [TestCase("name;name=a 1 1386201600", GraphiteReason.TagsInvalid)]
    [TestCase("name;1st=a 1 1386201600", GraphiteReason.TagsInvalid)]
    [TestCase(";host=a 1 1386201600", GraphiteReason.NameInvalid)]
    [TestCase("name 12,5 1386201600", GraphiteReason.ValueNotANumber)]
    [TestCase("name 0x10 1386201600", GraphiteReason.ValueNotANumber)]
    [TestCase("name nan 1386201600", GraphiteReason.ValueNotFinite)]
    [TestCase("name inf 1386201600", GraphiteReason.ValueNotFinite)]
    [TestCase("name -Infinity 1386201600", GraphiteReason.ValueNotFinite)]
    [TestCase("name 1e999 1386201600", GraphiteReason.ValueNotFinite)]
    [TestCase("name 12.5 soon", GraphiteReason.TimeNotANumber)]
    [TestCase("name 12.5 nan", GraphiteReason.TimeNotANumber)]
    [TestCase("name 12.5 1e300", GraphiteReason.TimeTooFarInFuture)]
    [TestCase("name 12.5 -1e300", GraphiteReason.TimeTooOld)]
    [TestCase("name 12.5 1386201600000", GraphiteReason.TimeInMilliseconds)]
    [TestCase("na\u0001me 12.5 1386201600", GraphiteReason.NameInvalid)]
    [TestCase("na\u00a0me 1 1386201600", GraphiteReason.NameInvalid)]
    public void Read_BadLine_SaysWhatIsWrong(string line, GraphiteReason reason) =>
        Assert.That(GraphiteLine.Read(Encoding.UTF8.GetBytes(line), Now, out _, out _), Is.EqualTo(reason));

    [Test]
    public void Read_NameNotUtf8_SaysSo() =>
        Assert.That(GraphiteLine.Read([0xff, .. " 1 1386201600"u8], Now, out _, out _), Is.EqualTo(GraphiteReason.NameNotUtf8));

    [Test] // CUST-036, LSN-002
    public async Task Connection_BurstOfLines_LosesNoneAndKeepsTheOrder()
    {
        var lines = string.Concat(Enumerable.Range(0, 5_000).Select(i => Line($"graphite.burst{i % 3}", i, Ingest.Start + (i * 60L))));
        await SendAsync(lines);
        for (var metric = 0; metric < 3; metric++)
        {
            var rows = await RowsAsync($"graphite.burst{metric}");
            Assert.That(rows.Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 5_000).Where(i => i % 3 == metric)));
        }
    }

    [Test] // CUST-037
    public async Task Connection_OnePerSample_LosesNone()
    {
        for (var i = 0; i < 20; i++)
        {
            await SendAsync(Line("graphite.each", i, Ingest.Start + (i * 60)));
        }
        Assert.That((await RowsAsync("graphite.each")).Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 20)));
    }

    [Test] // CUST-038
    public async Task Connection_DecimalTime_DropsTheFraction()
    {
        await SendAsync($"graphite.decimal 1 {Ingest.Start}.25\ngraphite.decimal 2 {Ingest.Start + 1}.999\n");
        Assert.That((await RowsAsync("graphite.decimal")).Select(row => row.Time - Ingest.Start), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test] // CUST-039
    public async Task Connection_SeveralAtOnce_EachMetricGetsAll()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(sender =>
                    SendAsync(
                        string.Concat(Enumerable.Range(0, 300).Select(i => Line($"graphite.many{sender}", i, Ingest.Start + (i * 60L))))
                    )
                )
        );
        for (var sender = 0; sender < 8; sender++)
        {
            Assert.That((await RowsAsync($"graphite.many{sender}")).Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 300)));
        }
    }

    [Test] // CUST-040, STO-002
    public async Task Connection_GoodAndBadLinesMixed_StoresTheGoodOnes()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 50; i++)
        {
            text.Append(Line("graphite.mixed", i, Ingest.Start + (i * 60)));
            text.Append(i % 2 == 0 ? "graphite.mixed nan 1767225600\n" : "{\"protocol\":\"other\"}\n");
            text.Append(i % 3 == 0 ? "\n" : $"{new string('x', 5_000)} 1 {Ingest.Start}\n");
        }
        await SendAsync(text.ToString());
        Assert.That((await RowsAsync("graphite.mixed")).Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 50)));
    }

    [Test] // LSN-003: a pause stores what came; the connection stays open
    public async Task Connection_Pause_StoresWithoutWaitingForMore()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(Server.Graphite);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Line("graphite.pause", 1, Ingest.Start)));
        await Until.HoldsAsync(() => RowsAsync("graphite.pause"), rows => rows.Count == 1, "the first line to be stored");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Line("graphite.pause", 2, Ingest.Start + 60)));
        await Until.HoldsAsync(() => RowsAsync("graphite.pause"), rows => rows.Count == 2, "the second line to be stored");
    }

    [Test] // LSN-003: lines cut anywhere into packets, the last one without its end
    public async Task Connection_CutAnywhere_JoinsTheLines()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => Line("graphite.cut", i, Ingest.Start + i))));
        var random = new Random(9);
        var pieces = new List<byte[]>();
        for (var at = 0; at < bytes.Length - 1; )
        {
            var length = Math.Min(bytes.Length - 1 - at, random.Next(1, 9));
            pieces.Add(bytes[at..(at + length)]);
            at += length;
        }
        await GraphiteSender.SendAsync(Server.Graphite, pieces);
        Assert.That((await RowsAsync("graphite.cut")).Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 40)));
    }

    [Test] // STO-001, STRM-002: a monitored metric's line is stored with its score
    public async Task Connection_MonitoredMetric_IsScored()
    {
        var model = await MonitorAsync("graphite.scored");
        await SendAsync(Line("graphite.scored", 42, Ingest.Start));
        var rows = await RowsAsync("graphite.scored");
        Assert.That(rows, Has.Count.EqualTo(1));
        LogChecks.AssertScores(rows, model.EncoderResolution);
    }

    [Test] // STRM-001 on this port: older and repeated times are dropped
    public async Task Connection_TimeGoingBack_KeepsTheRest()
    {
        long[] times = [10, 20, 20, 15, 30, 5, 31];
        await SendAsync(string.Concat(times.Select((time, i) => Line("graphite.back", i, Ingest.Start + time))));
        Assert.That((await RowsAsync("graphite.back")).Select(row => row.Time - Ingest.Start), Is.EqualTo(new[] { 10, 20, 30, 31 }));
    }

    private Task SendAsync(string text) => GraphiteSender.SendAsync(Server.Graphite, text);

    private static string Line(string name, double value, long time) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {value:R} {time}\n");
}
