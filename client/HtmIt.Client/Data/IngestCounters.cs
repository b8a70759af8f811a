using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Keeps count of what became of the samples, and tells the session's owner.</summary>
internal sealed class IngestCounters(IngestOptions options)
{
    private long _written;
    private long _stored;
    private long _alreadyStored;
    private long _refused;
    private int _reconnects;

    public IngestStatistics Snapshot() =>
        new(
            Interlocked.Read(ref _written),
            Interlocked.Read(ref _stored),
            Interlocked.Read(ref _alreadyStored),
            Interlocked.Read(ref _refused),
            Volatile.Read(ref _reconnects)
        );

    public void CountWritten() => Interlocked.Increment(ref _written);

    public void CountReconnect() => Interlocked.Increment(ref _reconnects);

    public void Record(IngestBatch batch, IngestMetricDataResponse response)
    {
        foreach (var outcome in OutcomeMapping.ToOutcomes(batch.Targets, batch.Request.Series, response.Outcomes))
        {
            Record(outcome);
        }
    }

    public void Record(BatchRefusal refusal)
    {
        Interlocked.Add(ref _refused, refusal.SampleCount);
        options.OnBatchRefused?.Invoke(refusal);
    }

    private void Record(SeriesOutcome outcome)
    {
        Interlocked.Add(ref _stored, outcome.StoredCount);
        Interlocked.Add(ref _alreadyStored, outcome.AlreadyStoredCount);
        Interlocked.Add(ref _refused, outcome.RefusedCount);
        if (options.OnRefused is { } onRefused)
        {
            foreach (var refusal in outcome.Refusals)
            {
                onRefused(refusal);
            }
        }

        options.OnAcknowledged?.Invoke(outcome);
    }
}
