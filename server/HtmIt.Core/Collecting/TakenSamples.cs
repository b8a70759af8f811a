using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>What is taken of an answer.</summary>
/// <param name="Samples">To be stored.</param>
/// <param name="Stored">The schedule that counts once they are stored.</param>
/// <param name="NotStored">The one that counts when they could not be: they are asked for again from the same place.</param>
public sealed record TakenSamples(IReadOnlyList<Sample> Samples, SeriesSchedule Stored, SeriesSchedule NotStored)
{
    /// <summary>Samples of periods that were given up before.</summary>
    public int Late { get; init; }

    /// <summary>Stored values that are others now.</summary>
    public int Revised { get; init; }

    /// <summary>Those among the revised that came when 0 was stored for want of them.</summary>
    public int AfterZero { get; init; }

    /// <summary>How old the oldest period was whose value changed after it had stood still, in seconds; 0 when none did.</summary>
    public int ChangedAtAge { get; init; }

    /// <summary>Values that were final when they were first asked for.</summary>
    public int InTime { get; init; }

    /// <summary>Those that came or changed later.</summary>
    public int TooEarly { get; init; }

    /// <summary>Whether there is nothing after the newest row.</summary>
    public bool IsNothing { get; init; }

    /// <summary>Whether it was asked for the first time for all that there can be, after some time without data, and there was nothing.</summary>
    public bool FallsSilent { get; init; }

    /// <summary>Whether that is over.</summary>
    public bool IsBack { get; init; }

    /// <summary>Where the next collection begins: once something was asked for, there is such a place.</summary>
    public long Next => Stored.Next!.Value;
}
