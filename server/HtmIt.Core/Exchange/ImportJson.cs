using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Understands the original's documents: exports, and the specs of its models endpoint from before there were any
/// <c>metricSpec</c>s. What those have flat is put where it is today.</summary>
public static class ImportJson
{
    /// <summary>Stands in a continuation, which has no spec.</summary>
    public static readonly ModelSpec NoSpec = new(Datasource.Custom, new CustomMetricSpec(""));

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The elements of an array, or the one object. An element that is no model refuses itself alone.</summary>
    public static IReadOnlyList<ImportDocument> Read(string json)
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

    private static ImportDocument TryRead(JsonElement element)
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

    private static ImportDocument ReadOne(JsonNode? node)
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
            var further = new ImportItem(NoSpec) { Data = data };
            return new(violations.Count == 0 ? further : null, violations) { IsContinuation = true };
        }
        var item = ReadItem(fields);
        return new(violations.Count == 0 ? item : null, violations);
    }

    private static ImportItem? ReadItem(JsonFields fields)
    {
        var type = fields.Text("type");
        var datasource = fields.Text("datasource");
        ImportItem? item;
        switch (datasource, type)
        {
            case ("custom", null):
                item = ReadCustom(fields);
                break;
            case ("cloudwatch", null or "metric"):
                return ReadCloudWatch(fields);
            case ("cloudwatch" or null, "autostack"):
                item = ReadLegacyAutostack(fields);
                break;
            case ("autostack", null):
                item = ReadAutostack(fields);
                break;
            case (not "custom" and not "cloudwatch" and not "autostack", _):
                fields.Refuse("datasource", "must be custom, cloudwatch or autostack");
                return null;
            default:
                fields.Refuse("type", "must be metric or autostack, with the datasource cloudwatch");
                return null;
        }
        fields.RefuseUnknown();
        return item;
    }

    private static ImportItem ReadCustom(JsonFields fields)
    {
        var isFlat = !fields.Has("metricSpec");
        var metric = isFlat ? fields : fields.RequiredFields("metricSpec");
        MetricId? existing = null;
        var name = metric.Text("metric") ?? "";
        if (metric.Text("uid") is { } uid)
        {
            existing = MetricId.TryParseMetric($"metrics/{uid.Replace("-", "", StringComparison.Ordinal)}", out var id) ? id : null;
            if (existing is null)
            {
                metric.Refuse("uid", "must be 32 hexadecimal digits");
            }
            name = "";
        }
        else if (name.Length == 0)
        {
            metric.Refuse("metric", "must be given");
        }
        var spec = new ModelSpec(
            Datasource.Custom,
            new CustomMetricSpec(name)
            {
                Unit = NullIfEmpty(metric.Text("unit")),
                Resource = NullIfEmpty(metric.Text("resource")),
                UserInfo = metric.Free("userInfo"),
            }
        );
        var data = fields.Samples("data");
        if (data is not null && existing is not null)
        {
            metric.Refuse("uid", "cannot be imported with data: name the metric");
        }
        if (isFlat)
        {
            spec = spec with { Params = FlatParams(fields) };
        }
        else
        {
            metric.RefuseUnknown();
            spec = spec with { Params = Params(fields), CompleteParams = Complete(fields) };
            if (spec is { Params: not null, CompleteParams: not null })
            {
                fields.Refuse("completeModelParams", "cannot be given together with modelParams");
            }
        }
        return new(spec)
        {
            Existing = existing,
            Data = data ?? [],
            Fields = Names(isFlat),
        };
    }

    private static ImportItem ReadCloudWatch(JsonFields fields)
    {
        var isFlat = !fields.Has("metricSpec");
        var metric = isFlat ? fields : fields.RequiredFields("metricSpec");
        var spec = new CloudWatchMetricSpec(
            metric.RequiredText("region"),
            metric.RequiredText("namespace"),
            metric.RequiredText("metric"),
            metric.Texts("dimensions")
        )
        {
            Account = metric.Text("account") ?? "",
        };
        var range = isFlat ? FlatParams(fields) : Params(fields);
        // The flat form has always been taken with whatever else stood in it.
        if (!isFlat)
        {
            metric.RefuseUnknown();
            fields.RefuseUnknown();
        }
        return new(new(Datasource.CloudWatch, spec) { Params = range }) { Fields = Names(isFlat) };
    }

    private static ImportItem ReadLegacyAutostack(JsonFields fields)
    {
        var stack = new AutostackDefinition(fields.RequiredText("name"), fields.RequiredText("region"), fields.TextLists("filters"));
        var metric = fields.RequiredFields("metric");
        var ns = metric.RequiredText("namespace");
        var slave = ns == AutostackMetric.OwnNamespace ? Datasource.Autostack : Datasource.CloudWatch;
        var spec = new AutostackMetricSpec(default, slave, ns, metric.RequiredText("metric"));
        metric.RefuseUnknown();
        // These were never honoured.
        fields.Ignore("min");
        fields.Ignore("max");
        return new(new(Datasource.Autostack, spec) { Params = new() })
        {
            Stack = stack,
            Fields = new("metric.", "modelParams.", "name", "", "data"),
        };
    }

    private static ImportItem ReadAutostack(JsonFields fields)
    {
        var stackSpec = fields.RequiredFields("stackSpec");
        var aggregation = stackSpec.RequiredFields("aggSpec");
        var stack = new AutostackDefinition(
            stackSpec.RequiredText("name"),
            aggregation.RequiredText("region"),
            aggregation.TextLists("filters")
        )
        {
            Account = aggregation.Text("account") ?? "",
        };
        Must(aggregation, "datasource", Datasource.CloudWatch.Name());
        Must(aggregation, "resourceType", ResourceType.Ec2Instance.Name);
        aggregation.RefuseUnknown();
        stackSpec.Ignore("uid");
        stackSpec.RefuseUnknown();
        var model = fields.RequiredFields("modelSpec");
        Must(model, "datasource", Datasource.Autostack.Name());
        var spec = ReadMember(model.RequiredFields("metricSpec"));
        var range = Params(model);
        model.RefuseUnknown();
        return new(new(Datasource.Autostack, spec) { Params = range })
        {
            Stack = stack,
            Fields = new("modelSpec.metricSpec.slaveMetric.", "modelSpec.modelParams.", "stackSpec.name", "stackSpec.aggSpec.", "data"),
        };
    }

    private static AutostackMetricSpec ReadMember(JsonFields fields)
    {
        var metric = fields.RequiredFields("slaveMetric");
        var slave = Datasource.CloudWatch;
        if (fields.RequiredText("slaveDatasource") is { Length: > 0 } name && !DatasourceNames.TryParse(name, out slave))
        {
            fields.Refuse("slaveDatasource", "must be cloudwatch or autostack");
        }
        var period = fields.Number("period");
        if (period is not (null or CatalogueMetric.PeriodSeconds))
        {
            fields.Refuse("period", $"must be {CatalogueMetric.PeriodSeconds}");
        }
        var spec = new AutostackMetricSpec(default, slave, metric.RequiredText("namespace"), metric.RequiredText("metric"))
        {
            PeriodSeconds = (int?)period,
        };
        // Of the server it was exported from.
        fields.Ignore("autostackId");
        metric.RefuseUnknown();
        fields.RefuseUnknown();
        return spec;
    }

    private static void Must(JsonFields fields, string name, string only)
    {
        if (fields.Text(name) is { } given && given != only)
        {
            fields.Refuse(name, $"must be {only}");
        }
    }

    private static ModelParams? Params(JsonFields fields)
    {
        if (fields.Fields("modelParams") is not { } range)
        {
            return null;
        }
        var found = new ModelParams(range.Number("min"), range.Number("max"), range.Number("minResolution"));
        range.RefuseUnknown();
        return found;
    }

    private static ModelParams? FlatParams(JsonFields fields) =>
        (fields.Number("min"), fields.Number("max")) is (var min, var max) && (min is not null || max is not null) ? new(min, max) : null;

    private static CompleteModelParams? Complete(JsonFields fields)
    {
        if (fields.Fields("completeModelParams") is not { } complete)
        {
            return null;
        }
        var found = new CompleteModelParams(
            complete.Free("modelConfig") ?? [],
            complete.Free("inferenceArgs") ?? [],
            complete.Text("timestampFieldName") ?? "",
            complete.Text("valueFieldName") ?? ""
        );
        complete.RefuseUnknown();
        return found;
    }

    private static ImportFields Names(bool isFlat) =>
        isFlat ? new("", "", "", "", "data") : new("metricSpec.", "modelParams.", "", "", "data");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ImportDocument Refused(string field, string value, string rule) => new(null, [FieldViolation.Of(field, value, rule)]);
}
