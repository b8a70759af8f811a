using System.Net.Sockets;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Tests.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
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
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

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

    [TestCase(new byte[] { 0x0a, 3, 0xff, 0xfe, 0x80 }, TestName = "Call_TextThatIsNotUtf8_IsRefused")]
    [TestCase(new byte[] { 0x0a, 0x7f, 1 }, TestName = "Call_MessageCutShort_IsRefused")]
    [TestCase(new byte[] { 0xff, 0xff, 0xff, 1, 2, 3 }, TestName = "Call_NoMessageAtAll_IsRefused")]
    public async Task Call_UnreadableMessage_IsRefused(byte[] message)
    {
        var get = new Method<byte[], byte[]>(MethodType.Unary, "htmit.v1.MetricService", "GetMetric", Raw, Raw);
        var watch = new Method<byte[], byte[]>(MethodType.ServerStreaming, "htmit.v1.NotificationService", "WatchNotifications", Raw, Raw);
        var import = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "htmit.v1.ModelService", "ImportModels", Raw, Raw);
        var invoker = Channel.CreateCallInvoker();
        using var watching = invoker.AsyncServerStreamingCall(watch, null, default, message);
        using var importing = invoker.AsyncDuplexStreamingCall(import, null, default);
        await importing.RequestStream.WriteAsync(message);

        var refusals = new[]
        {
            await Refusal.OfAsync(invoker.AsyncUnaryCall(get, null, default, message)),
            await Refusal.OfAsync(() => watching.ResponseStream.MoveNext(CancellationToken.None)),
            await Refusal.OfAsync(() => importing.ResponseStream.MoveNext(CancellationToken.None)),
        };

        Assert.That(refusals.Select(Answer.Of), Is.All.EqualTo(new Answer("InvalidArgument", "INVALID_FIELD", "message")));
        Assert.That(refusals.Select(one => one.Text), Has.All.Contains("Protocol Buffers"));
    }

    [Test] // parsers stop at 100 levels; a value takes several of them
    public async Task Call_NestedTooDeep_IsRefused()
    {
        var value = Enumerable.Range(0, 60).Aggregate(Value.ForNumber(1), (inner, _) => Value.ForList(inner));
        var metric = new Metric
        {
            MetricName = "bad.deep",
            UserInfo = new() { Fields = { ["x"] = value } },
        };
        var refusal = await Refusal.OfAsync(MetricClient.CreateMetricAsync(new() { Metric = metric }));
        Assert.That(Answer.Of(refusal), Is.EqualTo(new Answer("InvalidArgument", "INVALID_FIELD", "message")));
    }

    [Test] // a status travels in headers; clients that take no more than usual would report a broken connection, and try again
    public async Task Call_ManyOrLongViolations_FitTheHeaders()
    {
        var batch = new EstimateCollectionCostRequest();
        batch.Specs.AddRange(Enumerable.Range(0, 1_000).Select(i => Bad($"Median{i}")));
        var dimension = new ModelSpec
        {
            Cloudwatch = new()
            {
                Region = "us-west-2",
                Namespace = "AWS/EC2",
                MetricName = "CPUUtilization",
            },
        };
        dimension.Cloudwatch.Dimensions[new('d', 100_000)] = "";
        var resources = new ResourceService.ResourceServiceClient(Channel);

        var many = await RefusedAsync(new CloudWatchService.CloudWatchServiceClient(Channel).EstimateCollectionCostAsync(batch));
        var field = await RefusedAsync(Models.CreateModelAsync(new() { Spec = dimension }));
        var region = await RefusedAsync(resources.SuggestResourcesAsync(new() { Region = new('r', 100_000) }));
        var server = await RefusedAsync(resources.DeleteResourceAsync(new() { Name = "resources/" + new string('i', 100_000) }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(many.Refusal.Code, Is.EqualTo(StatusCode.InvalidArgument));
            Assert.That(many.Refusal.Field, Is.EqualTo("specs[0].metric_name"));
            Assert.That(many.Violations, Is.InRange(2, 10));
            Assert.That(many.Refusal.Text, Does.EndWith($"; and {2_000 - many.Violations} more"));
            Assert.That(field.Refusal.Code, Is.EqualTo(StatusCode.InvalidArgument));
            Assert.That(region.Refusal.Field, Is.EqualTo("region"));
            Assert.That(server.Refusal.Code, Is.EqualTo(StatusCode.InvalidArgument));
            Assert.That(new[] { many, field, region, server }.Select(one => one.Bytes), Is.All.LessThan(8 * 1_024));
        }

        static CloudWatchMetricSpec Bad(string statistic) =>
            new()
            {
                Region = "us-west-2",
                Namespace = "AWS/EC2",
                Statistic = statistic,
            };

        static async Task<(Refusal Refusal, int Violations, int Bytes)> RefusedAsync<T>(AsyncUnaryCall<T> call)
        {
            var fault = Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync)!;
            var bytes = fault.Trailers.Sum(one => one.Key.Length + (one.IsBinary ? one.ValueBytes.Length * 4 / 3 : one.Value.Length));
            var violations = fault.GetRpcStatus()?.GetDetail<Google.Rpc.BadRequest>()?.FieldViolations.Count ?? 0;
            return (Refusal.From(fault), violations, bytes + fault.Status.Detail.Length);
        }
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

    /// <summary>Refused as a whole, in its place.</summary>
    public async Task<Answer> RefusedBatchAsync(SampleSeries series)
    {
        var error = (await Data.SendAsync(series)).Error;
        return new(
            $"{(StatusCode)error.Code}",
            RpcErrors.ReasonName((Core.Errors.ErrorReason)error.Reason),
            error.FieldViolations[0].Field
        );
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
