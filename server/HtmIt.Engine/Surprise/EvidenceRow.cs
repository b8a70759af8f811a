namespace HtmIt.Engine.Surprise;

/// <summary>What all kinds of evidence need to know of a row.</summary>
/// <param name="Number">The row, counted from 1.</param>
/// <param name="HoldRows">Rows for which evidence waits, this one included.</param>
/// <param name="Counts">Whether statistics count towards their past yet.</param>
/// <param name="Speaks">Whether evidence is given yet.</param>
internal readonly record struct EvidenceRow(long Number, int HoldRows, bool Counts, bool Speaks);
