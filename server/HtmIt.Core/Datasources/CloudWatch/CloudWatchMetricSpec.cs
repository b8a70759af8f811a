using System.Text.Json.Nodes;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>A metric of Amazon CloudWatch.</summary>
/// <param name="Metric">Its CloudWatch name, e.g. <c>CPUUtilization</c>.</param>
public sealed record CloudWatchMetricSpec(string Region, string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions)
    : MetricSpec
{
    private const int LongestText = 200;

    public override Datasource Datasource => CloudWatchDatasource.Instance;

    /// <summary>Name of a configured account; empty means the default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>What is asked for of each period; empty for that of the catalogue.</summary>
    public string Statistic { get; init; } = "";

    /// <summary>Length of the periods; null for that of the catalogue.</summary>
    public double? PeriodSeconds { get; init; }

    /// <summary>Unit of the datapoints to ask for; empty for that of the catalogue.</summary>
    public string AwsUnit { get; init; } = "";

    public MissingData MissingData { get; init; }

    public AwsScope Scope => new(Account, Region);

    /// <summary>What it is in the catalogue; null when it is not supported.</summary>
    public CatalogueMetric? Supported => Catalogue.Find(Namespace, Metric, Dimensions.Keys);

    /// <summary>What is measured: region, namespace and resource.</summary>
    public string Resource => $"{Region}/{Namespace}/{Dimensions.Values.First()}";

    /// <summary>No two metrics have the same.</summary>
    public string Identity
    {
        get
        {
            var dimensions = Dimensions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
            return $"cloudwatch|{Account}|{Region}|{Namespace}|{Metric}|{string.Join(',', dimensions)}";
        }
    }

    public override ValueRange? DefaultRange => Supported?.DefaultMax is { } max ? new ValueRange(CatalogueMetric.DefaultMin, max) : null;

    public override MeasuredResource Measured => new(Dimensions.Values.First(), Supported?.Type.Name ?? "", Account);

    public override void Check(FieldPath at, ICollection<FieldViolation> violations)
    {
        Given(at["region"], Region);
        Given(at["namespace"], Namespace);
        Given(at["metric_name"], Metric);
        if (Dimensions.Count == 0)
        {
            violations.Add(at["dimensions"].Violation("", "must hold at least one dimension"));
        }
        foreach (var (name, value) in Dimensions)
        {
            Given(at["dimensions"], name);
            Given(at["dimensions"].Entry(name), value);
        }
        CheckCollected(at, violations);

        void Given(FieldPath field, string text)
        {
            if (text.Length is 0 or > LongestText || text.Any(char.IsControl))
            {
                violations.Add(field.Violation(text, $"must be 1 to {LongestText} characters without control characters"));
            }
        }
    }

    /// <summary>What is asked for otherwise than the catalogue has it is not collected yet. Identities do not tell such metrics apart.</summary>
    private void CheckCollected(FieldPath at, ICollection<FieldViolation> violations)
    {
        if (PeriodSeconds is { } period && period != CatalogueMetric.PeriodSeconds)
        {
            violations.Add(at["period"].Violation($"{period} s", $"must be {CatalogueMetric.PeriodSeconds} seconds or absent"));
        }
        if (MissingData is not (MissingData.Unspecified or MissingData.LeaveOut))
        {
            violations.Add(at["missing_data"].Violation(MissingData, "must be LEAVE_OUT or absent"));
        }
        if (Supported is not { } metric)
        {
            return;
        }
        if (Statistic.Length > 0 && Statistic != metric.Statistic)
        {
            violations.Add(at["statistic"].Violation(Statistic, $"must be {metric.Statistic} or absent for {Metric}"));
        }
        if (AwsUnit.Length > 0 && AwsUnit != metric.Unit)
        {
            violations.Add(at["aws_unit"].Violation(AwsUnit, $"must be {metric.Unit} or absent for {Metric}"));
        }
    }

    public override JsonObject Write()
    {
        var dimensions = new JsonObject();
        foreach (var (name, value) in Dimensions)
        {
            dimensions[name] = value;
        }
        var json = new JsonObject
        {
            ["region"] = Region,
            ["namespace"] = Namespace,
            ["metric"] = Metric,
            ["dimensions"] = dimensions,
        };
        if (Account.Length > 0)
        {
            json["account"] = Account;
        }
        if (Statistic.Length > 0)
        {
            json["statistic"] = Statistic;
        }
        if (PeriodSeconds is { } period)
        {
            json["period"] = period;
        }
        if (AwsUnit.Length > 0)
        {
            json["awsUnit"] = AwsUnit;
        }
        if (MissingData != MissingData.Unspecified)
        {
            json["missingData"] = MissingData.ToString();
        }
        return json;
    }
}
