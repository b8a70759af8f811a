using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtmIt.Testing.Http;

/// <summary>Judges JSON by a schema, as far as the documented ones go: one flat object. Members that the schema does not know are faults here,
/// because then it is not complete.</summary>
public sealed class JsonSchema(string text)
{
    private readonly JsonElement _root = JsonDocument.Parse(text).RootElement;

    public IReadOnlyCollection<string> Properties => [.. _root.GetProperty("properties").EnumerateObject().Select(one => one.Name)];

    public IReadOnlyCollection<string> Required => [.. _root.GetProperty("required").EnumerateArray().Select(one => one.GetString()!)];

    public IReadOnlyList<string> FindFaults(JsonElement value)
    {
        var properties = _root.GetProperty("properties");
        return
        [
            .. Required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{name} is missing"),
            .. value
                .EnumerateObject()
                .SelectMany(member =>
                    properties.TryGetProperty(member.Name, out var rules)
                        ? rules.EnumerateObject().Where(rule => !Holds(rule, member.Value)).Select(rule => $"{member.Name}: {rule.Name}")
                        : [$"{member.Name} is not documented"]
                ),
        ];
    }

    private static bool Holds(JsonProperty rule, JsonElement value) =>
        rule.Name switch
        {
            "description" => true,
            "type" => IsOfType(rule.Value.GetString()!, value),
            "const" => JsonElement.DeepEquals(rule.Value, value),
            "enum" => rule.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
            "additionalProperties" => value.EnumerateObject().All(one => rule.Value.EnumerateObject().All(part => Holds(part, one.Value))),
            "items" => value.EnumerateArray().All(one => rule.Value.EnumerateObject().All(part => Holds(part, one))),
            "pattern" => Regex.IsMatch(value.GetString()!, rule.Value.GetString()!),
            "minLength" => value.GetString()!.Length >= rule.Value.GetInt32(),
            "minimum" => value.GetDouble() >= rule.Value.GetDouble(),
            "maximum" => value.GetDouble() <= rule.Value.GetDouble(),
            "format" => DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
            _ => throw new NotSupportedException($"'{rule.Name}' of a schema is not understood."),
        };

    private static bool IsOfType(string type, JsonElement value) =>
        type switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => throw new NotSupportedException($"Type '{type}' of a schema is not understood."),
        };
}
