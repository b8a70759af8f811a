namespace HtmIt.Core.Errors;

/// <summary>A field of a request that breaks its rule.</summary>
/// <param name="Field">Path of the field as the client wrote it, e.g. <c>spec.model_params.max</c>.</param>
/// <param name="Value">The value given, shortened.</param>
/// <param name="Rule">What the field must be.</param>
public sealed record FieldViolation(string Field, string Value, string Rule)
{
    private const int LongestValue = 80;

    public static FieldViolation Of(string field, object? value, string rule)
    {
        var text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        if (text.Length <= LongestValue)
        {
            return new(field, text, rule);
        }
        var cut = char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return new(field, $"{text[..cut]}… ({text.Length} characters)", rule);
    }

    public override string ToString() => $"{Field} = '{Value}': {Rule}";
}
