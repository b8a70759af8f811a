using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.V1;
using SampleSeries = HtmIt.Core.Ingest.SampleSeries;
using SeriesOutcome = HtmIt.Core.Ingest.SeriesOutcome;

namespace HtmIt.Server.Listeners;

/// <summary>Where samples that came as Graphite are handed over, and the only place that stores them. What is refused is counted and
/// said.</summary>
internal sealed partial class GraphiteIntake(IngestLanes lanes, GraphiteReport report, TimeProvider time, ILogger<GraphiteIntake> logger)
{
    private const int MostSamples = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<Task> _offers = [];

    private int SamplesPerBatch => Math.Min(MostSamples, lanes.Options.MaxBatchSamples);

    /// <summary>Returns when all samples are durable or refused. While the database is away they keep their place, and the sender waits. What
    /// is handed in is stored whether or not the sender stays; cancelling ends the waiting only.</summary>
    public async Task StoreAsync(IReadOnlyList<SampleSeries> series, GraphiteSource source, CancellationToken cancellationToken)
    {
        foreach (var batch in GraphiteSeries.InBatches(series.Select(one => new GraphiteSeries(one, source)), SamplesPerBatch))
        {
            using var session = lanes.Open(patient: true);
            var outcomes = await session.BeginAsync(SeriesOf(batch), cancellationToken);
            await CountAsync(batch, outcomes).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes series of a sender that cannot be held back, as many as there is room for.</summary>
    /// <returns>How many samples were dropped.</returns>
    public int Offer(IReadOnlyList<SampleSeries> series, GraphiteSource source)
    {
        var dropped = 0;
        foreach (var batch in GraphiteSeries.InBatches(series.Select(one => new GraphiteSeries(one, source)), SamplesPerBatch))
        {
            using var session = lanes.Open(patient: true);
            if (session.TryBegin(SeriesOf(batch), out var outcomes))
            {
                Keep(CountAsync(batch, outcomes));
            }
            else
            {
                dropped += batch.Sum(one => one.Series.Samples.Count);
            }
        }
        return dropped;
    }

    /// <summary>Ends when all that was offered so far is durable or refused.</summary>
    public Task OffersStoredAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_offers);
        }
    }

    private static SampleSeries[] SeriesOf(IReadOnlyList<GraphiteSeries> batch) => [.. batch.Select(one => one.Series)];

    private void Keep(Task offer)
    {
        lock (_lock)
        {
            _offers.Add(offer);
        }
        offer.ContinueWith(
            done =>
            {
                lock (_lock)
                {
                    _offers.Remove(done);
                }
            },
            TaskScheduler.Default
        );
    }

    private async Task CountAsync(IReadOnlyList<GraphiteSeries> batch, Task<IReadOnlyList<SeriesOutcome>> stored)
    {
        try
        {
            var outcomes = await stored;
            for (var i = 0; i < batch.Count; i++)
            {
                Count(batch[i], outcomes[i]);
            }
        }
        catch (Exception fault)
        {
            // One metric's trouble, but which one's is not told; the lines that follow may be stored.
            Log.NotStored(logger, fault);
            CountAll(batch, GraphiteReason.NotStored);
        }
    }

    private void Count(GraphiteSeries one, SeriesOutcome outcome)
    {
        var counters = report.Of(one.Source.Transport);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        counters.AddStored(outcome.StoredCount);
        counters.AddAlreadyStored(outcome.AlreadyStoredCount);
        var refused = outcome.Refusals.SelectMany(refusal =>
            Enumerable.Range(refusal.FirstIndex, refusal.Count).Select(index => (Index: index, refusal.Reason))
        );
        foreach (var group in refused.GroupBy(sample => GraphiteReasons.Of(sample.Reason, one.Series.Samples[sample.Index].Time, now)))
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
        GraphiteExample.Of(one.Series.Key?.Text ?? "", one.Series.Samples[index]);

    private static partial class Log
    {
        [LoggerMessage(4102, LogLevel.Error, "Samples of a Graphite batch could not be stored")]
        public static partial void NotStored(ILogger logger, Exception fault);
    }
}
