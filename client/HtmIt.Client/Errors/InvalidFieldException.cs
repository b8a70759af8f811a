namespace HtmIt.Client.Errors;

/// <summary>A field of the request breaks its rule.</summary>
public class InvalidFieldException(HtmItError error) : InvalidRequestException(error)
{
    /// <summary>The field.</summary>
    public string? Field => Value("field");

    /// <summary>The rule, for people.</summary>
    public string? Rule => Value("rule");

    /// <summary>All fields that break their rule.</summary>
    public IReadOnlyList<FieldViolation> Violations => Error.FieldViolations;
}
