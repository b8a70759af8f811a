namespace HtmIt.Aws.Inventory;

/// <summary>Which resources are wanted.</summary>
/// <param name="Filters">Filters by name, which a lister that can't select by them passes over; null for none.</param>
/// <param name="Id">A single resource's id; null for all. A service that cannot select lists more.</param>
internal sealed record ResourceSelection(IReadOnlyDictionary<string, IReadOnlyList<string>>? Filters, string? Id);
