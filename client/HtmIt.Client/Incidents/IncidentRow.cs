namespace HtmIt.Client;

/// <summary>A row of an incident's metric.</summary>
/// <param name="RowId">Its number in the metric.</param>
/// <param name="Time">When it was measured, in UTC.</param>
/// <param name="Value">Its value.</param>
/// <param name="Surprise">How unusual it was by itself, in decades.</param>
public sealed record IncidentRow(long RowId, DateTimeOffset Time, double Value, double Surprise);
