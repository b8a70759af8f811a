using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Free-form objects between wire and domain. Takes every JSON object, empty names too, and refuses what JSON or the database has
/// no form for: numbers that are not finite, values of no kind, and the character NUL.</summary>
internal static class StructMapping
{
    private const int DeepestLevel = 32;

    /// <param name="field">Path of the field, for refusals.</param>
    public static JsonObject ToJson(string field, Struct fields) => ToJson(field, fields, DeepestLevel);

    public static Struct ToStruct(JsonObject json)
    {
        var fields = new Struct();
        foreach (var (name, node) in json)
        {
            fields.Fields[name] = ToValue(node);
        }
        return fields;
    }

    private static JsonObject ToJson(string field, Struct fields, int levels)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields.Fields)
        {
            json[Text(field, name)] = ToNode($"{field}.{name}", value, levels - 1);
        }
        return json;
    }

    private static JsonNode? ToNode(string field, Value? value, int levels)
    {
        if (levels == 0)
        {
            throw DomainErrors.InvalidField(field, "", $"must be nested at most {DeepestLevel} levels deep");
        }
        return value?.KindCase switch
        {
            Value.KindOneofCase.NullValue => null,
            Value.KindOneofCase.BoolValue => JsonValue.Create(value.BoolValue),
            Value.KindOneofCase.StringValue => JsonValue.Create(Text(field, value.StringValue)),
            Value.KindOneofCase.NumberValue when double.IsFinite(value.NumberValue) => JsonValue.Create(value.NumberValue),
            Value.KindOneofCase.NumberValue => throw DomainErrors.InvalidField(field, value.NumberValue, "must be a finite number"),
            Value.KindOneofCase.StructValue => ToJson(field, value.StructValue, levels),
            Value.KindOneofCase.ListValue => new JsonArray([
                .. value.ListValue.Values.Select((item, i) => ToNode($"{field}[{i}]", item, levels - 1)),
            ]),
            _ => throw DomainErrors.InvalidField(field, "", "must have a value"),
        };
    }

    private static string Text(string field, string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw DomainErrors.InvalidField(field, text, "must not contain the character NUL")
            : text;

    private static Value ToValue(JsonNode? node) =>
        node switch
        {
            null => Value.ForNull(),
            JsonObject json => Value.ForStruct(ToStruct(json)),
            JsonArray items => Value.ForList([.. items.Select(ToValue)]),
            JsonValue value when value.TryGetValue<bool>(out var truth) => Value.ForBool(truth),
            JsonValue value when value.TryGetValue<string>(out var text) => Value.ForString(text),
            _ => Value.ForNumber(node.GetValue<double>()),
        };
}
