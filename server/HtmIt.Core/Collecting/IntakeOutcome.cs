using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>What became of a metric's samples.</summary>
public readonly record struct IntakeOutcome(CollectionReport Report, bool IsStored)
{
    /// <summary>There was nothing to store.</summary>
    public static IntakeOutcome Nothing { get; } = new(new(), true);

    public static IntakeOutcome Stored(AppendOutcome outcome) => new(CollectionReport.Of(outcome), true);

    public static IntakeOutcome Refused { get; } = new(new(), false);
}
