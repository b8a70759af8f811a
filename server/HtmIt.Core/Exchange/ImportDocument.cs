using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;

namespace HtmIt.Core.Exchange;

/// <summary>One element of what is to be imported.</summary>
public abstract record ImportDocument
{
    private ImportDocument() { }

    /// <summary>A model, or its first part.</summary>
    public sealed record Model(ImportItem Item) : ImportDocument;

    /// <summary>Further samples of the model before.</summary>
    public sealed record Continuation(IReadOnlyList<Sample> Data) : ImportDocument;

    /// <summary>What could not be understood, by field.</summary>
    /// <param name="IsContinuation">Whether it was to be further samples of the model before.</param>
    public sealed record Refused(IReadOnlyList<FieldViolation> Violations, bool IsContinuation = false) : ImportDocument;
}
