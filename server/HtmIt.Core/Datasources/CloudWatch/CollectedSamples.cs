using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What is taken of an answer.</summary>
/// <param name="Samples">To be stored.</param>
/// <param name="Late">Samples of periods that were given up before.</param>
/// <param name="Timing">What the answer says about when to ask.</param>
/// <param name="Schedule">The one that counts once the samples are stored.</param>
public sealed record CollectedSamples(IReadOnlyList<Sample> Samples, int Late, Punctuality Timing, MetricSchedule Schedule)
{
    /// <summary>Where the next collection begins: once something was asked for, there is such a place.</summary>
    public long Next => Schedule.Next!.Value;
}
