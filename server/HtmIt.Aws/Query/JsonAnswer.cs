using System.Text.Json;

namespace HtmIt.Aws.Query;

/// <summary>Reads AWS's JSON, in which what is empty may be missing.</summary>
internal static class JsonAnswer
{
    /// <summary>Text of a field; empty when there is none.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";

    /// <summary>The items of a field that is a list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];
}
