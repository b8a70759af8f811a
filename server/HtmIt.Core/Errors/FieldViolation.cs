namespace HtmIt.Core.Errors;

/// <summary>A field of a request that breaks its rule.</summary>
/// <param name="Field">Path of the field as the client wrote it, e.g. <c>spec.model_params.max</c>.</param>
/// <param name="Value">The value given, shortened.</param>
/// <param name="Rule">What the field must be.</param>
public sealed record FieldViolation(string Field, string Value, string Rule)
{
    private const int LongestValue = 80;

    /// <summary>Why, where a reason of its own is known to clients.</summary>
    public ErrorReason Reason { get; init; } = ErrorReason.InvalidField;

    public static FieldViolation Of(string field, object? value, string rule) =>
        new(field, ShortText.Of(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "", LongestValue), rule);

    public override string ToString() => $"{Field} = '{Value}': {Rule}";
}
