namespace HtmIt.Core.Errors;

/// <summary>A refusal that the caller is told about in full: reason, text and the values in it.</summary>
public sealed class DomainException : Exception
{
    private static readonly IReadOnlyDictionary<string, string> NoMetadata = new Dictionary<string, string>();

    public DomainException(
        ErrorReason reason,
        string message,
        IReadOnlyDictionary<string, string>? metadata = null,
        Exception? inner = null
    )
        : base(message, inner)
    {
        Reason = reason;
        Metadata = metadata ?? NoMetadata;
    }

    public ErrorReason Reason { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Every field that breaks its rule; empty for refusals that are not about fields.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];
}
