using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Reads documents of the metrics of autostacks: exports, and specs from before there were any.</summary>
internal static class AutostackDocument
{
    private const string LegacyType = "autostack";

    private static readonly FieldPath Data = FieldPath.Json("data");

    public static bool Understands(string? datasource, string? type) =>
        type is null
            ? datasource == AutostackDatasource.Instance.Name
            : type == LegacyType && (datasource is null || datasource == CloudWatchDatasource.Instance.Name);

    public static ImportItem Read(JsonFields fields)
    {
        var item = fields.Text("type") == LegacyType ? ReadLegacy(fields) : ReadExport(fields);
        fields.RefuseUnknown();
        return item;
    }

    private static AutostackImport ReadLegacy(JsonFields fields)
    {
        var stack = new AutostackDefinition(fields.RequiredText("name"), fields.RequiredText("region"), fields.TextLists("filters"));
        var metric = fields.RequiredFields("metric");
        var ns = metric.RequiredText("namespace");
        var item = new AutostackImport(AutostackMetric.SlaveOf(ns), ns, metric.RequiredText("metric"))
        {
            Stack = stack,
            Params = new(),
            Fields = new(FieldPath.Json("metric"), FieldPath.Json("modelParams"), FieldPath.Json("completeModelParams")),
            StackFields = new(FieldPath.Json("name"), FieldPath.Json("")),
            DataField = Data,
        };
        metric.RefuseUnknown();
        // These were never honoured.
        fields.Ignore("min");
        fields.Ignore("max");
        return item;
    }

    private static AutostackImport ReadExport(JsonFields fields)
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
        Must(aggregation, "datasource", CloudWatchDatasource.Instance.Name);
        if (aggregation.Text("resourceType") is { } kind)
        {
            if (AwsResourceType.OfName(kind) is { } known)
            {
                stack = stack with { Kind = known };
            }
            else
            {
                aggregation.Refuse("resourceType", AutostackRules.KindRule);
            }
        }
        aggregation.RefuseUnknown();
        stackSpec.Ignore("uid");
        stackSpec.RefuseUnknown();
        var model = fields.RequiredFields("modelSpec");
        Must(model, "datasource", AutostackDatasource.Instance.Name);
        var item = ReadMetric(model.RequiredFields("metricSpec")) with { Stack = stack, Params = SpecDocument.Params(model) };
        model.RefuseUnknown();
        return item;
    }

    private static AutostackImport ReadMetric(JsonFields fields)
    {
        var metric = fields.RequiredFields("slaveMetric");
        Datasource? slave = CloudWatchDatasource.Instance;
        if (fields.RequiredText("slaveDatasource") is { Length: > 0 } name && (slave = AutostackDatasource.FindSlave(name)) is null)
        {
            fields.Refuse("slaveDatasource", "must be cloudwatch or autostack");
        }
        var period = fields.Number("period");
        if (period is not (null or CatalogueMetric.PeriodSeconds))
        {
            fields.Refuse("period", $"must be {CatalogueMetric.PeriodSeconds}");
        }
        var item = new AutostackImport(
            slave ?? CloudWatchDatasource.Instance,
            metric.RequiredText("namespace"),
            metric.RequiredText("metric")
        )
        {
            PeriodSeconds = (int?)period,
            Fields = new(
                FieldPath.Json("modelSpec.metricSpec.slaveMetric"),
                FieldPath.Json("modelSpec.modelParams"),
                FieldPath.Json("completeModelParams")
            ),
            StackFields = new(FieldPath.Json("stackSpec.name"), FieldPath.Json("stackSpec.aggSpec")),
            DataField = Data,
        };
        // Of the server it was exported from.
        fields.Ignore("autostackId");
        metric.RefuseUnknown();
        fields.RefuseUnknown();
        return item;
    }

    private static void Must(JsonFields fields, string name, string only)
    {
        if (fields.Text(name) is { } given && given != only)
        {
            fields.Refuse(name, $"must be {only}");
        }
    }
}
