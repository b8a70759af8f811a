namespace HtmIt.Engine.Incidents;

/// <summary>A row of an incident.</summary>
/// <param name="Row">The row, counted from 1.</param>
/// <param name="UnixSeconds">Its time.</param>
/// <param name="Value">Its value.</param>
/// <param name="Surprise">How unusual it was by itself, in decades.</param>
public readonly record struct IncidentRow(long Row, long UnixSeconds, double Value, double Surprise);
