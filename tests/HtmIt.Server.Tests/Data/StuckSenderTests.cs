using Grpc.Core;
using HtmIt.Core.Ingest;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>A sender that does not read its acknowledgements holds memory that all senders share, for a while.</summary>
public sealed class StuckSenderTests : ServerFixture
{
    private const int Batches = 5;
    private const int SamplesPerBatch = 10_000;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Ingest:MaxUnreadSeconds"] = "5" };

    [Test, CancelAfter(120_000)]
    public async Task IngestMetricData_AcknowledgementsUnread_EndsTheStreamAndGivesItsMemoryBack(CancellationToken cancellationToken)
    {
        var lanes = Server.Services.GetRequiredService<IngestLanes>();
        using var call = Data.IngestMetricData(cancellationToken: cancellationToken);
        // Refused for their values and for their times in turn, each with a text: an acknowledgement is longer than what goes into the buffers
        // on its way.
        var refused = Ingest.Series("stuck.sender", Enumerable.Range(0, SamplesPerBatch).Select(i => i % 2 == 0 ? double.NaN : i), 1, 1);
        for (var i = 0; i < Batches; i++)
        {
            await call.RequestStream.WriteAsync(new() { Sequence = i + 1, Series = { refused } }, cancellationToken);
        }
        await Until.HoldsAsync(() => Task.FromResult(lanes.QueuedBytes), bytes => bytes > 0, "the batches to be taken");

        await Until.HoldsAsync(() => Task.FromResult(lanes.QueuedBytes), bytes => bytes == 0, "their memory to be given back");

        var fault = Assert.CatchAsync<RpcException>(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync(cancellationToken)) { }
        });
        var refusal = Refusal.From(fault!);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Unavailable, "SUBSCRIBER_STUCK")));
    }
}
