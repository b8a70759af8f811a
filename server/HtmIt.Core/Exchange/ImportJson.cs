using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Understands the original's documents: exports, and the specs of its models endpoint from before there were any
/// <c>metricSpec</c>s.</summary>
public sealed class ImportJson(DatasourceModels datasources)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly string _names = Join([.. datasources.All.Select(one => one.Datasource.Name)]);

    /// <summary>The elements of an array, or the one object. An element that is no model refuses itself alone.</summary>
    public IReadOnlyList<ImportDocument> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(TryRead)] : [TryRead(root)];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter for half a character in a property's name.
            return [Refused("json", json, $"must be a JSON document: {fault.Message}")];
        }
    }

    private ImportDocument TryRead(JsonElement element)
    {
        var json = element.GetRawText();
        try
        {
            return ReadOne(JsonNode.Parse(json, documentOptions: Strict));
        }
        catch (JsonException fault)
        {
            return Refused("json", json, $"must have each property once: {fault.Message}");
        }
        catch (InvalidOperationException fault)
        {
            // Half a character in a place that nobody asked for.
            return Refused("json", "", $"must be text: {fault.Message}");
        }
    }

    private ImportDocument ReadOne(JsonNode? node)
    {
        if (node is not JsonObject json)
        {
            return Refused("json", node?.ToJsonString() ?? "null", "must be an object");
        }
        var violations = new List<FieldViolation>();
        var fields = new JsonFields(json, "", violations);
        if (json.Count == 1 && fields.Has("data"))
        {
            var data = fields.Samples("data")!;
            return violations.Count == 0
                ? new ImportDocument.Continuation(data)
                : new ImportDocument.Refused(violations, IsContinuation: true);
        }
        var item = ReadItem(fields);
        return violations.Count == 0 ? new ImportDocument.Model(item!) : new ImportDocument.Refused(violations);
    }

    /// <summary>Null, and refused, when no datasource understands the document.</summary>
    private ImportItem? ReadItem(JsonFields fields)
    {
        var type = fields.Text("type");
        var datasource = fields.Text("datasource");
        if (datasources.All.FirstOrDefault(one => one.Understands(datasource, type)) is { } models)
        {
            return models.ReadImport(fields);
        }
        if (datasources.All.Any(one => one.Datasource.Name == datasource))
        {
            fields.Refuse("type", "must be metric or autostack, with the datasource cloudwatch");
        }
        else
        {
            fields.Refuse("datasource", $"must be {_names}");
        }
        return null;
    }

    private static string Join(string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";

    private static ImportDocument.Refused Refused(string field, string value, string rule) => new([FieldViolation.Of(field, value, rule)]);
}
