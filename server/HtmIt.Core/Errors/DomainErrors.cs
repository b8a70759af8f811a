namespace HtmIt.Core.Errors;

/// <summary>Makes the refusals that no area owns. Each area has its own beside its types, so that each has one text and one set of metadata.</summary>
public static class DomainErrors
{
    public static DomainException InvalidField(string field, object? value, string rule) =>
        WithViolations(ErrorReason.InvalidField, [FieldViolation.Of(field, value, rule)]);

    /// <summary>The refusal of all of them, for the reason of the first.</summary>
    public static DomainException InvalidFields(IReadOnlyList<FieldViolation> violations) =>
        WithViolations(violations[0].Reason, violations);

    public static DomainException TooLarge(string field, long value, string rule) =>
        WithViolations(ErrorReason.TooLarge, [FieldViolation.Of(field, value, rule)]);

    public static DomainException MessageTooLarge(int mostBytes) =>
        WithViolations(
            ErrorReason.TooLarge,
            [FieldViolation.Of("message", $"more than {mostBytes} bytes", $"must be at most {mostBytes} bytes")]
        );

    public static DomainException MessageUnreadable() =>
        InvalidField("message", "unreadable", "must be valid Protocol Buffers, with text in UTF-8 and at most 100 levels of nesting");

    public static DomainException StorageUnavailable(Exception? inner = null) =>
        new(ErrorReason.StorageUnavailable, "The database can't be reached; ask again later.", null, inner);

    /// <summary>A refusal about fields, for another reason than that they are invalid.</summary>
    public static DomainException WithViolations(ErrorReason reason, IReadOnlyList<FieldViolation> violations)
    {
        var first = violations[0];
        var metadata = new Dictionary<string, string>
        {
            ["field"] = first.Field,
            ["value"] = first.Value,
            ["rule"] = first.Rule,
        };
        return new(reason, string.Join("; ", violations), metadata) { Violations = violations };
    }
}
