namespace HtmIt.Engine.Surprise;

/// <summary>What one kind of evidence has contributed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Share">Its share of all evidence, in (0, 1].</param>
/// <param name="Reference">What the row was compared with. Of a value: the nearest value ever seen. Of stillness: rows without change. Of a shape: seconds
/// that it lasts. Of a jump: the median of the five rows before. Of the time of the week: what is usual then. Else 0.</param>
public readonly record struct EvidenceShare(EvidenceKind Kind, double Share, double Reference);
