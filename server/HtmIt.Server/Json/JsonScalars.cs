using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace HtmIt.Server.Json;

/// <summary>What the texts of single values must look like, in a body or a query.</summary>
internal static class JsonScalars
{
    /// <summary>Messages that are a string in JSON, and what it must be.</summary>
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["google.protobuf.Duration"] = "must be a span in seconds such as \"300s\"",
        ["google.protobuf.FieldMask"] = "must be a string of names of fields such as \"displayName,unit\"",
        ["google.protobuf.Timestamp"] = "must be a time such as \"2026-01-31T12:00:00Z\"",
    };

    /// <summary>Whether values of this field are single ones, if it has one or many.</summary>
    public static bool IsScalar(FieldDescriptor field) =>
        field.FieldType != FieldType.Message || Texts.ContainsKey(field.MessageType.FullName);

    /// <summary>The rule that a parameter of a query breaks; null when it breaks none.</summary>
    public static string? Broken(FieldDescriptor field, string parameter) =>
        field.FieldType == FieldType.Bool
            ? (parameter is "true" or "false" ? null : "must be true or false")
            : Broken(field, JsonTokenType.String, parameter);

    /// <summary>The rule that a value of a body breaks; null when it breaks none.</summary>
    public static string? Broken(FieldDescriptor field, JsonTokenType token, string text)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var invariant = CultureInfo.InvariantCulture;
        var isText = token == JsonTokenType.String;
        var isNumber = isText || token == JsonTokenType.Number;
        var (isGood, rule) = field.FieldType switch
        {
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (
                isNumber && int.TryParse(text, Whole, invariant, out _),
                "must be a whole number of 32 bits"
            ),
            FieldType.UInt32 or FieldType.Fixed32 => (
                isNumber && uint.TryParse(text, Whole, invariant, out _),
                "must be a whole number of 32 bits, not negative"
            ),
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => (
                isNumber && long.TryParse(text, Whole, invariant, out _),
                "must be a whole number of 64 bits, best as a string"
            ),
            FieldType.UInt64 or FieldType.Fixed64 => (
                isNumber && ulong.TryParse(text, Whole, invariant, out _),
                "must be a whole number of 64 bits, not negative, best as a string"
            ),
            FieldType.Double or FieldType.Float => (
                // Digits are not grouped: 1,5 is no number.
                isNumber && double.TryParse(text, NumberStyles.Float, invariant, out _),
                "must be a number"
            ),
            FieldType.Bool => (token is JsonTokenType.True or JsonTokenType.False, "must be true or false"),
            FieldType.Enum => (
                isText ? field.EnumType.FindValueByName(text) is not null : isNumber && int.TryParse(text, Whole, invariant, out _),
                $"must be a value of {field.EnumType.Name}"
            ),
            FieldType.Message => (isText && IsReadable(text, field.MessageType), Texts[field.MessageType.FullName]),
            _ => (isText, "must be a string"),
        };
        return isGood ? null : rule;
    }

    private static bool IsReadable(string text, MessageDescriptor type)
    {
        try
        {
            JsonParser.Default.Parse(JsonSerializer.Serialize(text), type);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
