namespace HtmIt.Faults.Histories;

/// <summary>A position that a watch was given, and that was none when it wanted to go on from there.</summary>
internal readonly record struct RefusedPosition(string Watch, int Stream, string Position, string Message);
