using Grpc.Core;
using HtmIt.Client.Errors;
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
        if (response.Outcomes.Count != batch.Targets.Count)
        {
            throw new HtmItException(
                new HtmItError(
                    StatusCode.Internal,
                    $"The server acknowledged {response.Outcomes.Count} series of a batch that has {batch.Targets.Count}."
                )
            );
        }

        for (var i = 0; i < batch.Targets.Count; i++)
        {
            Record(batch.Targets[i], batch.Request.Series[i], response.Outcomes[i]);
        }
    }

    private void Record(MetricTarget target, SampleSeries series, SeriesOutcome outcome)
    {
        var alreadyStored = outcome.RefusedSamples.Count(sample => sample.Reason == ErrorReason.SampleAlreadyStored);
        var refused = outcome.RefusedSamples.Count - alreadyStored;
        var stored = series.Samples.Count - outcome.RefusedSamples.Count;
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _alreadyStored, alreadyStored);
        Interlocked.Add(ref _refused, refused);
        if (refused > 0 && options.OnRefused is { } onRefused)
        {
            ReportRefused(target, series, outcome, onRefused);
        }

        options.OnAcknowledged?.Invoke(
            new SeriesAcknowledgement(target, outcome.Metric, series.Samples.Count)
            {
                FirstRowId = outcome.FirstRowId,
                LastRowId = outcome.LastRowId,
                StoredCount = stored,
                AlreadyStoredCount = alreadyStored,
                RefusedCount = refused,
            }
        );
    }

    private static void ReportRefused(MetricTarget target, SampleSeries series, SeriesOutcome outcome, Action<RefusedSample> onRefused)
    {
        foreach (var refused in outcome.RefusedSamples.Where(sample => sample.Reason != ErrorReason.SampleAlreadyStored))
        {
            var sent = series.Samples[refused.Index];
            var sample = new Sample(sent.SampleTime.ToDateTimeOffset(), sent.Value);
            onRefused(new RefusedSample(target, sample, ReasonNames.Of(refused.Reason), refused.Message) { Field = refused.Field });
        }
    }
}
