using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>Samples that are handed to actors in the same process, past messages.</summary>
public sealed class LocalCallTests : ServerFixture
{
    private const int MetricCount = 5;
    private const int RowCount = 150;

    [Test, CancelAfter(120_000)] // an actor that leaves must have had its last row, and the next one none before
    public async Task IngestMetricData_ActorsLeaveMemoryMeanwhile_EveryRowIsScoredOnceAndInOrder(CancellationToken cancellationToken)
    {
        var resolution = 0.0;
        for (var metric = 0; metric < MetricCount; metric++)
        {
            resolution = (await MonitorAsync($"local.{metric}")).EncoderResolution;
        }
        using var sent = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var leaving = LeaveAgainAndAgainAsync(sent.Token);

        using (var call = Data.IngestMetricData(cancellationToken: cancellationToken))
        {
            for (var row = 0; row < RowCount; row++)
            {
                var series = Enumerable
                    .Range(0, MetricCount)
                    .Select(metric => Ingest.Series($"local.{metric}", [row % 24], Ingest.Start + (row * 300)));
                await call.RequestStream.WriteAsync(new() { Series = { series } }, cancellationToken);
                await call.ResponseStream.MoveNext(cancellationToken);
                Assert.That(call.ResponseStream.Current.Outcomes.SelectMany(outcome => outcome.Refusals), Is.Empty);
            }
            await call.RequestStream.CompleteAsync();
        }
        await sent.CancelAsync();

        Assert.That(await leaving, Is.GreaterThan(3), "actors left in the middle");
        for (var metric = 0; metric < MetricCount; metric++)
        {
            var rows = await RowsAsync($"local.{metric}");
            Assert.That(rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(1, RowCount)));
            LogChecks.AssertScores(rows, resolution);
        }
    }

    private async Task<int> LeaveAgainAndAgainAsync(CancellationToken cancellationToken)
    {
        var times = 0;
        for (; !cancellationToken.IsCancellationRequested; times++)
        {
            await Actors.DeactivateAllAsync(Server);
        }
        return times;
    }
}
