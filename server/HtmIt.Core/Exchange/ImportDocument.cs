using HtmIt.Core.Errors;

namespace HtmIt.Core.Exchange;

/// <summary>One element of a document: an item, or why it is none.</summary>
/// <param name="Item">Null when it could not be understood.</param>
/// <param name="Violations">What could not be understood, by field.</param>
public sealed record ImportDocument(ImportItem? Item, IReadOnlyList<FieldViolation> Violations)
{
    /// <summary>Whether it holds further samples of the item before.</summary>
    public bool IsContinuation { get; init; }
}
