using Grpc.Core;
using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Streams;

/// <summary>Readers that do not take what they asked for.</summary>
public sealed class StuckWatchTests : ServerFixture
{
    private const int Rows = 40_000;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Watch:StuckSeconds"] = "1" };

    [Test]
    [CancelAfter(120_000)]
    public async Task WatchMetricData_ReaderStuck_EndsWithItsPositionAndResumes(CancellationToken cancellationToken)
    {
        using var before = new Watcher(Data, new());
        await before.ReadUntilCaughtUpAsync();
        for (var i = 0; i < Rows; i += 10_000)
        {
            await Data.SendAsync(
                Ingest.Series("stuck.one", Enumerable.Range(0, 10_000).Select(n => (double)n), Ingest.Start + (i * 60), 60)
            );
        }
        before.Dispose();
        await SubscribedAsync(false, "the first watch to end");
        var request = new WatchMetricDataRequest { AfterPosition = before.Position };
        using var call = Data.WatchMetricData(request, cancellationToken: cancellationToken);
        await call.ResponseHeadersAsync;
        await SubscribedAsync(true, "the watch to begin");
        await SubscribedAsync(false, "the watch to be given up");

        var rows = new List<long>();
        var position = "";
        var fault = Assert.CatchAsync<RpcException>(async () =>
        {
            await foreach (var step in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                position = step.Position;
                rows.AddRange(Watcher.RowsOf(step).AllRows().Select(row => row.RowId));
            }
        })!;
        var refusal = Refusal.From(fault);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Unavailable, "SUBSCRIBER_STUCK")));
        Assert.That(refusal.Metadata["position"], Is.Not.Empty);
        Assert.That(rows, Has.Count.LessThan(Rows));

        using var again = Data.WatchMetricData(new() { AfterPosition = position }, cancellationToken: cancellationToken);
        await foreach (var step in again.ResponseStream.ReadAllAsync(cancellationToken))
        {
            rows.AddRange(Watcher.RowsOf(step).AllRows().Select(row => row.RowId));
            if (step.EventCase == WatchMetricDataResponse.EventOneofCase.CaughtUp)
            {
                break;
            }
        }
        Assert.That(rows.Distinct().Order(), Is.EqualTo(Enumerable.Range(1, Rows).Select(row => (long)row)));
    }

    private async Task SubscribedAsync(bool expected, string what)
    {
        var hub = Server.Services.GetRequiredService<ResultHub>();
        await Until.HoldsAsync(() => Task.FromResult(hub.HasSubscribers), subscribed => subscribed == expected, what);
    }
}
