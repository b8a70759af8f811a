namespace HtmIt.Faults.Histories;

/// <summary>A sample that was sent in order and not taken.</summary>
internal readonly record struct Refusal(SentSample Sample, string Message);
