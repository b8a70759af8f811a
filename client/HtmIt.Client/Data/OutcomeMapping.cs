using Google.Protobuf.Collections;
using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Reads what became of a batch.</summary>
internal static class OutcomeMapping
{
    /// <summary>The outcome of each series, in the order of the batch.</summary>
    /// <exception cref="HtmItException">The outcomes are not those of the batch.</exception>
    public static IReadOnlyList<SeriesOutcome> ToOutcomes(
        IReadOnlyList<MetricTarget> targets,
        IReadOnlyList<V1.SampleSeries> series,
        IReadOnlyList<V1.SeriesOutcome> outcomes
    ) =>
        outcomes.Count == series.Count
            ? [.. outcomes.Select((outcome, i) => ToOutcome(targets[i], series[i].Samples, outcome))]
            : throw Fault($"The server acknowledged {outcomes.Count} series of a batch that has {series.Count}.");

    private static SeriesOutcome ToOutcome(MetricTarget target, RepeatedField<V1.Sample> samples, V1.SeriesOutcome outcome)
    {
        var read = new SeriesOutcome(target, outcome.Metric, samples.Count)
        {
            FirstRowId = outcome.FirstRowId,
            LastRowId = outcome.LastRowId,
            StoredCount = outcome.StoredCount,
            AlreadyStoredCount = outcome.AlreadyStoredCount,
            Refusals = outcome.Refusals.Count == 0 ? [] : [.. outcome.Refusals.Select(refusal => ToRefusal(target, samples, refusal))],
        };
        return read.StoredCount + read.AlreadyStoredCount + read.RefusedCount == samples.Count
            ? read
            : throw Fault($"The server told of other samples of '{target}' than the {samples.Count} that were sent.");
    }

    private static Refusal ToRefusal(MetricTarget target, RepeatedField<V1.Sample> samples, V1.Refusal refusal)
    {
        var (first, last) = (refusal.FirstIndex, refusal.LastIndex);
        if (first < 0 || last < first || last >= samples.Count)
        {
            throw Fault($"The server refused the samples {first} to {last} of '{target}', of which {samples.Count} were sent.");
        }

        var refused = Enumerable.Range(first, last - first + 1).Select(i => DataMapping.ToSample(samples[i]));
        return new Refusal(target, first, [.. refused], ReasonNames.Of(refusal.Reason), refusal.Message) { Field = refusal.Field };
    }

    private static HtmItException Fault(string message) => new(new HtmItError(StatusCode.Internal, message));
}
