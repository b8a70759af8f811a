using System.Threading.Channels;
using HtmIt.Core.Data;
using HtmIt.Core.Errors;
using HtmIt.V1;
using ErrorReason = HtmIt.Core.Errors.ErrorReason;
using SampleSeries = HtmIt.Core.Data.SampleSeries;
using SeriesOutcome = HtmIt.Core.Data.SeriesOutcome;

namespace HtmIt.Server.Listeners;

/// <summary>Where samples that came as Graphite are handed over, and the only place that stores them. What is refused is counted and
/// said.</summary>
internal sealed partial class GraphiteIntake(IngestPorts ingest, GraphiteReport report, TimeProvider time, ILogger<GraphiteIntake> logger)
{
    private const int MostSamples = 1_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<IReadOnlyList<GraphiteSeries>> _offers = Channel.CreateUnbounded<IReadOnlyList<GraphiteSeries>>(
        new() { SingleReader = true }
    );

    private long _offeredBytes;

    /// <summary>What offers that wait may take together, in bytes.</summary>
    public long OfferedBytesLimit { get; init; } = 16 * 1024 * 1024;

    private int SamplesPerBatch => Math.Min(MostSamples, ingest.Options.Value.MaxBatchSamples);

    /// <summary>Returns when all samples are durable or refused. While the database is away they are tried again, and the sender waits.</summary>
    public Task StoreAsync(IReadOnlyList<SampleSeries> series, GraphiteSource source, CancellationToken cancellationToken) =>
        StoreAsync(series.Select(one => new GraphiteSeries(one, source)), cancellationToken);

    /// <summary>Takes series of a sender that cannot be held back; false when there is no room for them.</summary>
    public bool TryOffer(IReadOnlyList<SampleSeries> series, GraphiteSource source)
    {
        GraphiteSeries[] offer = [.. series.Select(one => new GraphiteSeries(one, source))];
        var bytes = offer.Sum(one => one.Bytes);
        if (Interlocked.Add(ref _offeredBytes, bytes) <= OfferedBytesLimit && _offers.Writer.TryWrite(offer))
        {
            return true;
        }
        Interlocked.Add(ref _offeredBytes, -bytes);
        return false;
    }

    /// <summary>Stores what is offered, in order, until <see cref="CompleteOffers"/>. Cancelling drops what is left.</summary>
    public async Task StoreOffersAsync(CancellationToken cancellationToken)
    {
        var batch = new List<GraphiteSeries>();
        while (await _offers.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // Senders by UDP write a line or two at a time; a transaction takes what came while the last one was under way.
            var samples = 0;
            while (samples < MostSamples && _offers.Reader.TryRead(out var offer))
            {
                batch.AddRange(offer);
                samples += offer.Sum(one => one.Series.Samples.Count);
            }
            try
            {
                await StoreAsync(batch, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Said and counted where it was given up.
            }
            Interlocked.Add(ref _offeredBytes, -batch.Sum(one => one.Bytes));
            batch.Clear();
        }
    }

    public void CompleteOffers() => _offers.Writer.TryComplete();

    private async Task StoreAsync(IEnumerable<GraphiteSeries> series, CancellationToken cancellationToken)
    {
        foreach (var batch in GraphiteSeries.InBatches(series, SamplesPerBatch))
        {
            await StoreBatchAsync(batch, cancellationToken);
        }
    }

    private async Task StoreBatchAsync(IReadOnlyList<GraphiteSeries> batch, CancellationToken cancellationToken)
    {
        SampleSeries[] series = [.. batch.Select(one => one.Series)];
        for (var isRepeated = false; ; isRepeated = true)
        {
            try
            {
                var outcomes = await await new IngestSession(ingest).BeginAsync(series, cancellationToken);
                for (var i = 0; i < batch.Count; i++)
                {
                    Count(batch[i], outcomes[i], isRepeated);
                }
                return;
            }
            catch (DomainException fault) when (fault.Reason == ErrorReason.StorageUnavailable)
            {
                await PauseAsync(batch, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                CountAll(batch, GraphiteReason.NotStored);
                throw;
            }
            catch (Exception fault)
            {
                // One metric's trouble, but which one's is not told; the lines that follow may be stored.
                Log.NotStored(logger, fault);
                CountAll(batch, GraphiteReason.NotStored);
                return;
            }
        }
    }

    private async Task PauseAsync(IReadOnlyList<GraphiteSeries> batch, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(RetryDelay, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            CountAll(batch, GraphiteReason.NotStored);
            throw;
        }
    }

    /// <param name="isRepeated">Samples that are there already may be those of the attempt before.</param>
    private void Count(GraphiteSeries one, SeriesOutcome outcome, bool isRepeated)
    {
        var counters = report.Of(one.Source.Transport);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var present = outcome.Refusals.Count(refusal => refusal.Reason == ErrorReason.SampleAlreadyStored);
        counters.AddStored(one.Series.Samples.Count - outcome.Refusals.Count + (isRepeated ? present : 0));
        counters.AddAlreadyStored(isRepeated ? 0 : present);
        var refused = outcome.Refusals.Where(refusal => refusal.Reason != ErrorReason.SampleAlreadyStored);
        foreach (var group in refused.GroupBy(refusal => GraphiteReasons.Of(refusal, one.Series.Samples[refusal.Index].Time, now)))
        {
            report.NotStored(one.Source, group.Key, Example(one, group.First().Index), group.Count());
        }
    }

    private void CountAll(IReadOnlyList<GraphiteSeries> batch, GraphiteReason reason)
    {
        foreach (var one in batch)
        {
            report.NotStored(one.Source, reason, Example(one, 0), one.Series.Samples.Count);
        }
    }

    private static string Example(GraphiteSeries one, int index) =>
        GraphiteExample.Of(one.Series.MetricName ?? one.Series.Violation?.Value ?? "", one.Series.Samples[index]);

    private static partial class Log
    {
        [LoggerMessage(4102, LogLevel.Error, "Samples of a Graphite batch could not be stored")]
        public static partial void NotStored(ILogger logger, Exception fault);
    }
}
