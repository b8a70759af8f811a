using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Reads documents of custom metrics.</summary>
internal static class CustomDocument
{
    public static ImportItem Read(JsonFields fields)
    {
        var isFlat = !fields.Has("metricSpec");
        var metric = isFlat ? fields : fields.RequiredFields("metricSpec");
        var spec = new ModelSpec(new CustomMetricSpec(ReadTarget(metric)));
        var details = new MetricDetails
        {
            Unit = metric.Text("unit") ?? "",
            Description = metric.Text("description") ?? "",
            Resource = metric.Text("resource") ?? "",
            UserInfo = metric.Free("userInfo"),
        };
        var data = fields.Samples("data");
        if (data is not null && metric.Has("uid"))
        {
            metric.Refuse("uid", "cannot be imported with data: name the metric");
        }
        if (isFlat)
        {
            spec = spec with { Params = SpecDocument.FlatParams(fields) };
        }
        else
        {
            metric.RefuseUnknown();
            spec = spec with { Params = SpecDocument.Params(fields), CompleteParams = SpecDocument.CompleteParams(fields) };
            if (spec is { Params: not null, CompleteParams: not null })
            {
                fields.Refuse("completeModelParams", "cannot be given together with modelParams");
            }
        }
        fields.RefuseUnknown();
        return new ModelImport(spec, SpecDocument.Fields(isFlat))
        {
            Details = details,
            Data = data ?? [],
            DataField = FieldPath.Json("data"),
        };
    }

    private static MetricTarget ReadTarget(JsonFields metric)
    {
        var name = metric.Text("metric") ?? "";
        var labels = ReadLabels(metric);
        if (metric.Text("uid") is not { } uid)
        {
            if (name.Length == 0)
            {
                metric.Refuse("metric", "must be given");
            }
            return new MetricTarget.Keyed(new(name, labels));
        }
        if (MetricId.TryParseMetric($"metrics/{uid.Replace("-", "", StringComparison.Ordinal)}", out var id))
        {
            return new MetricTarget.Identified(id);
        }
        metric.Refuse("uid", "must be 32 hexadecimal digits");
        return new MetricTarget.Keyed(new(name));
    }

    private static MetricLabels ReadLabels(JsonFields metric) =>
        metric.Has("labels") ? MetricLabels.Of(metric.Texts("labels")) : MetricLabels.None;
}
