using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.BadInput;

/// <summary>The table of bad input: whatever comes in, the answer says what is wrong, nothing stored changes, and the server goes on.
/// API-M-006 to API-M-008 in today's form.</summary>
[TestFixture]
internal sealed class BadInputTests : ServerFixture
{
    public const string Known = "bad.known";
    public const double LastValue = 42;

    private const int KnownRows = 120;

    public string KnownName { get; private set; } = "";

    public string UnmonitoredModel { get; private set; } = "";

    public MetricDataService.MetricDataServiceClient Client => Data;

    public MetricService.MetricServiceClient MetricClient => Metrics;

    public ModelService.ModelServiceClient ModelClient => Models;

    /// <summary>A good sample: the next one of the known metric.</summary>
    public Sample NextSample =>
        new()
        {
            SampleTime = new() { Seconds = Ingest.Start + (KnownRows * 300) },
            Value = 1,
        };

    private static IEnumerable<BadCase> Cases => [.. SampleCases.All, .. ReadingCases.All, .. ModelCases.All];

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        await Data.SendAsync(Ingest.Series(Known, [.. Values.Wave(10, KnownRows - 1), LastValue]));
        await MonitorAsync(Known);
        KnownName = (await ActiveAsync(Known)).Metric.Name;
        await Data.SendAsync(Ingest.Series("bad.unmonitored", [1, 2, 3]));
        UnmonitoredModel = (await ModelAsync("bad.unmonitored")).Name;
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Call_BadInput_IsRefusedAndChangesNothing(BadCase bad)
    {
        var before = await Tables.DumpAsync(Server.ConnectionString);

        var answer = await bad.Send(this);

        Assert.That(answer, Is.EqualTo(bad.Answer));
        Assert.That(await Tables.DumpAsync(Server.ConnectionString), Is.EqualTo(before));
        Assert.That(await MetricAsync(Known), Is.Not.Null, "the server answers");
    }

    [TestCase("bad.unfinished", TestName = "Graphite_NameAlone_StoresNothing")]
    [TestCase("bad.unfinished 12.5", TestName = "Graphite_HalfALine_StoresNothing")]
    [TestCase("bad.unfinished 12.5 17672256", TestName = "Graphite_TimeCutShort_StoresNothing")]
    [TestCase("bad.unfinished nan 1767225600\n", TestName = "Graphite_NaN_StoresNothing")]
    [TestCase("bad.unfinished 1 99999999999\n", TestName = "Graphite_FarFuture_StoresNothing")]
    [TestCase("bad.known 1 1767225600\n", TestName = "Graphite_TimeGoingBack_StoresNothing")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", TestName = "Graphite_Http_StoresNothing")]
    [TestCase("\n\n\r\n \t \n", TestName = "Graphite_BlankLines_StoresNothing")]
    public Task Graphite_BadText_StoresNothing(string text) => SendRawAsync(Encoding.UTF8.GetBytes(text));

    [Test]
    public Task Graphite_EndlessLine_StoresNothing() => SendRawAsync([.. Enumerable.Repeat((byte)'x', 3_000_000), .. " 1 1767225600\n"u8]);

    [Test]
    public Task Graphite_NameTooLong_StoresNothing() => SendRawAsync(Encoding.UTF8.GetBytes($"{new string('n', 256)} 1 {Ingest.Start}\n"));

    [Test]
    public Task Graphite_NameNotUtf8_StoresNothing() => SendRawAsync([0xff, 0xfe, .. " 1 1767225600\n"u8]);

    [Test]
    public Task Graphite_BinaryGarbage_StoresNothing()
    {
        var garbage = new byte[1_000_000];
        new Random(11).NextBytes(garbage);
        return SendRawAsync(garbage);
    }

    [Test]
    public async Task Graphite_ConnectionReset_StoresNothingAndGoesOn()
    {
        var before = await Tables.DumpAsync(Server.ConnectionString);
        using (var client = new TcpClient { LingerState = new(true, 0) })
        {
            await client.ConnectAsync(Server.Graphite);
            await client.GetStream().WriteAsync("bad.reset 1 17672"u8.ToArray());
        }
        await SendRawAsync("nothing\n"u8.ToArray());
        Assert.That(await Tables.DumpAsync(Server.ConnectionString), Is.EqualTo(before));
    }

    [Test]
    public async Task GrpcPort_BinaryGarbage_GoesOn()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Address.Host, Server.Address.Port);
        var garbage = new byte[100_000];
        new Random(12).NextBytes(garbage);
        try
        {
            await client.GetStream().WriteAsync(garbage);
            while (await client.GetStream().ReadAsync(new byte[1_000]) > 0)
            {
                // Until the server has had enough.
            }
        }
        catch (IOException)
        {
            // It may reset the connection.
        }
        Assert.That(await MetricAsync(Known), Is.Not.Null);
    }

    /// <summary>A batch that ends its stream. Writing may break off before the batch is out; the status is on the reading side.</summary>
    public async Task<Answer> RefusedStreamAsync(SampleSeries series)
    {
        using var call = Data.IngestMetricData();
        var writing = call.RequestStream.WriteAsync(new() { Series = { series } });
        var refusal = await Refusal.OfAsync(() => call.ResponseStream.MoveNext(CancellationToken.None));
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Answer.Of(refusal);
    }

    public async Task<Answer> RefusedWatchAsync(WatchMetricDataRequest request)
    {
        using var watch = new Watcher(Data, request);
        return Answer.Of(
            await Refusal.OfAsync(async () =>
            {
                await watch.NextAsync();
            })
        );
    }

    public async Task<Answer> RefusedModelAsync(ModelSpec? spec) =>
        Answer.Of(await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec })));

    private async Task SendRawAsync(byte[] bytes)
    {
        var before = await Tables.DumpAsync(Server.ConnectionString);
        await GraphiteSender.SendAsync(Server.Graphite, [bytes]);
        Assert.That(await Tables.DumpAsync(Server.ConnectionString), Is.EqualTo(before));
        Assert.That(await MetricAsync(Known), Is.Not.Null, "the server answers");
    }
}
