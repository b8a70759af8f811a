namespace HtmIt.Client;

/// <summary>What one kind of evidence has contributed to an incident, when there was most evidence.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Share">Its share of all the evidence, above 0; those of an incident add up to 1.</param>
/// <param name="Text">The same in words, in English, for people: it may be put in other words any time.</param>
public sealed record IncidentReason(EvidenceKind Kind, double Share, string Text)
{
    /// <summary>What the kind compares with, see <see cref="EvidenceKind"/>. Absent for kinds that have no such number.</summary>
    public double? Reference { get; init; }
}
