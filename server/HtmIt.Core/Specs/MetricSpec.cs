using System.Text.Json.Nodes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Specs;

/// <summary>What a model spec monitors: one kind per datasource.</summary>
public abstract record MetricSpec;

/// <summary>A custom metric, by its own name.</summary>
public sealed record CustomMetricSpec(string Metric) : MetricSpec
{
    public string? Unit { get; init; }

    public string? Resource { get; init; }

    public JsonObject? UserInfo { get; init; }
}

/// <summary>A metric of Amazon CloudWatch.</summary>
/// <param name="Metric">Its CloudWatch name, e.g. <c>CPUUtilization</c>.</param>
public sealed record CloudWatchMetricSpec(string Region, string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions)
    : MetricSpec
{
    /// <summary>Name of a configured account; empty means the default credentials.</summary>
    public string Account { get; init; } = "";

    public AwsScope Scope => new(Account, Region);

    /// <summary>What it is in the catalogue; null when it is not supported.</summary>
    public CatalogueMetric? Supported => Catalogue.Find(Namespace, Metric, Dimensions.Keys);

    /// <summary>What is measured: region, namespace and resource.</summary>
    public string Server => $"{Region}/{Namespace}/{Dimensions.Values.First()}";

    /// <summary>No two metrics have the same.</summary>
    public string Identity
    {
        get
        {
            var dimensions = Dimensions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}");
            return $"cloudwatch|{Account}|{Region}|{Namespace}|{Metric}|{string.Join(',', dimensions)}";
        }
    }
}

/// <summary>A metric over the members of an autostack.</summary>
/// <param name="Slave">Where the aggregated values come from: CloudWatch, or the autostack itself for its number of members.</param>
/// <param name="Metric">Its name, e.g. <c>CPUUtilization</c> or <c>InstanceCount</c>.</param>
public sealed record AutostackMetricSpec(AutostackId Autostack, Datasource Slave, string Namespace, string Metric) : MetricSpec
{
    public const string ServerPrefix = "Autostacks/";

    /// <summary>Null when the spec did not name one; 300 then.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>What it is; null when it is not supported.</summary>
    public AutostackMetric? Supported => AutostackMetric.Find(Slave, Namespace, Metric);

    public string Server => ServerOf(Autostack);

    /// <summary>No two metrics have the same.</summary>
    public string Identity => $"autostack|{Autostack.Value:N}|{Namespace}/{Metric}";

    public static string ServerOf(AutostackId autostack) => $"{ServerPrefix}{autostack}";
}
