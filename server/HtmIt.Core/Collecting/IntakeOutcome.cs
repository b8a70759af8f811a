using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>What became of a metric's samples.</summary>
/// <param name="Refusal">Why they are not stored; null when they are.</param>
public readonly record struct IntakeOutcome(CollectionReport Report, string? Refusal)
{
    public bool IsStored => Refusal is null;

    /// <summary>There was nothing to store.</summary>
    public static IntakeOutcome Nothing { get; } = new(new(), null);

    public static IntakeOutcome Stored(AppendOutcome outcome) => new(CollectionReport.Of(outcome), null);

    public static IntakeOutcome Refused(string reason) => new(new(), reason);
}
