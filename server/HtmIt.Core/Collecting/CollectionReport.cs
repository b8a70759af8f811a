using HtmIt.Core.Errors;
using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>What collecting came to: of one round, or of all since the server began.</summary>
public sealed record CollectionReport
{
    /// <summary>Calls of GetMetricData.</summary>
    public long Calls { get; init; }

    /// <summary>Metrics requested in them: what is paid for.</summary>
    public long MetricsRequested { get; init; }

    public long SamplesStored { get; init; }

    /// <summary>Metrics that had nothing new.</summary>
    public long Empty { get; init; }

    /// <summary>Metrics, or kinds of resources whose state was asked for, that could not be collected.</summary>
    public long Errors { get; init; }

    /// <summary>Tries of calls that were turned away as too many.</summary>
    public long Throttled { get; init; }

    /// <summary>Samples that came after a later one was stored, and were not taken.</summary>
    public long LateSamples { get; init; }

    /// <summary>Values that CloudWatch changed after they were stored.</summary>
    public long RevisedSamples { get; init; }

    /// <summary>What became of one metric's samples. One that is stored already, as after an answer that was lost, is not late.</summary>
    public static CollectionReport Of(AppendOutcome outcome) =>
        new()
        {
            SamplesStored = outcome.StoredCount,
            LateSamples = outcome.Refusals.Count(one =>
                one.Reason is ErrorReason.SampleTimeNotIncreasing or ErrorReason.SampleTimeResolution
            ),
        };

    public static CollectionReport operator +(CollectionReport one, CollectionReport other) =>
        new()
        {
            Calls = one.Calls + other.Calls,
            MetricsRequested = one.MetricsRequested + other.MetricsRequested,
            SamplesStored = one.SamplesStored + other.SamplesStored,
            Empty = one.Empty + other.Empty,
            Errors = one.Errors + other.Errors,
            Throttled = one.Throttled + other.Throttled,
            LateSamples = one.LateSamples + other.LateSamples,
            RevisedSamples = one.RevisedSamples + other.RevisedSamples,
        };

    public static CollectionReport Add(CollectionReport left, CollectionReport right) => left + right;
}
