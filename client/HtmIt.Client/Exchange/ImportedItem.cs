namespace HtmIt.Client;

/// <summary>What became of a metric, an annotation or a device of an import.</summary>
/// <param name="Source">The name it had on the server that it comes from, e.g. <c>metrics/…</c>.</param>
/// <param name="Result">What it is here, or why it was refused.</param>
public sealed record ImportedItem(string Source, ItemResult<ImportedState> Result);
