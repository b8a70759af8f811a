namespace HtmIt.Client;

/// <summary>One measured value.</summary>
/// <param name="Time">When it was measured. The server drops the fraction of a second.</param>
/// <param name="Value">The value; finite.</param>
public readonly record struct Sample(DateTimeOffset Time, double Value);
