using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What is taken of an answer.</summary>
/// <param name="Samples">To be stored.</param>
/// <param name="Next">Where the next collection begins.</param>
/// <param name="Late">Samples of periods that were given up before.</param>
/// <param name="OpenUntil">When samples after a gap are taken at the latest; null when none were held back.</param>
public sealed record CollectedSamples(IReadOnlyList<Sample> Samples, long Next, int Late, long? OpenUntil)
{
    /// <summary>Whether there has been nothing for so long that nothing is expected.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What the answer says about when to ask.</summary>
    public Punctuality Timing { get; init; }
}
