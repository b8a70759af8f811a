using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>What became of a metric's samples.</summary>
/// <param name="Refusal">Why they are not stored; null when they are.</param>
public readonly record struct Intake(CollectionReport Report, string? Refusal)
{
    public bool IsStored => Refusal is null;

    /// <summary>There was nothing to store.</summary>
    public static Intake Nothing { get; } = new(new(), null);

    public static Intake Stored(AppendOutcome outcome) => new(CollectionReport.Of(outcome), null);

    public static Intake Refused(string reason) => new(new(), reason);
}
