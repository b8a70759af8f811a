namespace HtmIt.Core.Log;

/// <summary>One measured value. Travels in batches from the wire to the store without another type in between.</summary>
/// <param name="Time">Whole seconds since 1970, UTC.</param>
/// <param name="Value">Finite.</param>
public readonly record struct Sample(long Time, double Value);
