using System.Text.Json.Nodes;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric over the members of an autostack.</summary>
/// <param name="Slave">Where the aggregated values come from: CloudWatch, or the autostack itself for its number of members.</param>
/// <param name="Metric">Its name, e.g. <c>CPUUtilization</c> or <c>InstanceCount</c>. What kind its members are, and so whether they have such a metric,
/// is the autostack's.</param>
public sealed record AutostackMetricSpec(AutostackId Autostack, Datasource Slave, string Namespace, string Metric) : MetricSpec
{
    public const string ResourcePrefix = "Autostacks/";

    public override Datasource Datasource => AutostackDatasource.Instance;

    /// <summary>Null when the spec did not name one; 300 then.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>What it is of members of some kind; null when none has it.</summary>
    public AutostackMetric? OfAnyKind => AutostackMetric.FindOfAny(Slave, Namespace, Metric);

    public string Resource => ResourceOf(Autostack);

    /// <summary>No two metrics have the same.</summary>
    public string Identity => $"autostack|{Autostack.Value:N}|{Namespace}/{Metric}";

    public override ValueRange? DefaultRange => OfAnyKind is { Max: { } max } ? new ValueRange(CatalogueMetric.DefaultMin, max) : null;

    /// <summary>What it is of members of this kind; null when they have no such metric.</summary>
    public AutostackMetric? Of(AwsResourceType kind) => AutostackMetric.Find(kind, Slave, Namespace, Metric);

    public static string ResourceOf(AutostackId autostack) => $"{ResourcePrefix}{autostack}";

    public override void Check(FieldPath at, ICollection<FieldViolation> violations)
    {
        Given(at["namespace"], Namespace);
        Given(at["metric_name"], Metric);

        void Given(FieldPath field, string text)
        {
            if (text.Length == 0)
            {
                violations.Add(field.Violation(text, "must be given"));
            }
        }
    }

    public override JsonObject Write()
    {
        var json = new JsonObject
        {
            ["autostackId"] = Autostack.ToString(),
            ["slaveDatasource"] = Slave.Name,
            ["slaveMetric"] = new JsonObject { ["namespace"] = Namespace, ["metric"] = Metric },
        };
        if (PeriodSeconds is { } period)
        {
            json["period"] = period;
        }
        return json;
    }
}
