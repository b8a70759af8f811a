namespace HtmIt.Core.Collecting;

/// <summary>What an answer has otherwise than the ones before.</summary>
/// <param name="Late">Values of periods that were given up.</param>
/// <param name="Revised">Values that are stored as they were before.</param>
/// <param name="AtAge">How old the oldest period was whose value changed after it had stood still, in seconds; 0 when none did.</param>
/// <param name="AfterZero">Those among the revised that came when 0 was stored for want of them.</param>
public readonly record struct SeenChanges(int Late, int Revised, int AtAge, int AfterZero);
