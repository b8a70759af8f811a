using System.Text;
using System.Text.Json.Nodes;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>A metric of Amazon CloudWatch, and what is asked for of it. What is not given comes from the catalogue; a metric that is not in there is asked
/// for its average over five minutes.</summary>
/// <param name="Metric">Its CloudWatch name, e.g. <c>CPUUtilization</c>.</param>
public sealed record CloudWatchMetricSpec(string Region, string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions)
    : MetricSpec
{
    public override Datasource Datasource => CloudWatchDatasource.Instance;

    /// <summary>Name of a configured account; empty means the default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>What is asked for of each period; empty for that of the catalogue.</summary>
    public string Statistic { get; init; } = "";

    /// <summary>Length of the periods; null for that of the catalogue.</summary>
    public double? PeriodSeconds { get; init; }

    /// <summary>Unit of the datapoints to ask for; empty for all, whatever their unit.</summary>
    public string AwsUnit { get; init; } = "";

    public MissingData MissingData { get; init; }

    public AwsScope Scope => new(Account, Region);

    /// <summary>What it is in the catalogue, with just these dimensions; null when it is not there.</summary>
    public CatalogueMetric? Catalogued => Catalogue.Find(Namespace, Metric, Dimensions.Keys);

    /// <summary>The kind of resource that it is a metric of; null where the dimensions do not say.</summary>
    public AwsResourceType? Kind =>
        Catalogued?.Type
        ?? (
            Dimensions.Count == 1 && AwsResourceType.OfNamespace(Namespace) is { } type && Dimensions.ContainsKey(type.Dimension)
                ? type
                : null
        );

    /// <summary>The statistic that is asked for.</summary>
    public string AskedStatistic => Statistic.Length > 0 ? CloudWatchStatistic.Normal(Statistic) : Known?.Statistic ?? "Average";

    /// <summary>The period that is asked for, in seconds.</summary>
    public int AskedPeriod => (int)(PeriodSeconds ?? CatalogueMetric.PeriodSeconds);

    /// <summary>The unit that is asked for; empty for all. That of the catalogue is the one that there is.</summary>
    public string AskedUnit => AwsUnit == Known?.Unit ? "" : AwsUnit;

    /// <summary>Whether a period without a datapoint counts as 0: what a service counts is, when it publishes nothing because there was nothing.</summary>
    public bool IsZeroWithoutData =>
        MissingData == MissingData.Zero
        || (MissingData == MissingData.Unspecified && AskedStatistic == "Sum" && Known is { IsZeroWithoutData: true });

    /// <summary>Whether all is asked for as the catalogue has it.</summary>
    public bool IsAsCatalogued =>
        Known is { } known && AskedStatistic == known.Statistic && AskedPeriod == CatalogueMetric.PeriodSeconds && AskedUnit.Length == 0;

    /// <summary>What is measured: region, namespace and resource.</summary>
    public string Resource => ResourceText.Fit(Thing.Length == 0 ? $"{Region}/{Namespace}" : $"{Region}/{Namespace}/{Thing}");

    /// <summary>What is measured, within its namespace: the value of the only dimension, or all dimensions; empty without any.</summary>
    public string Thing =>
        Dimensions.Count == 1
            ? Dimensions.Values.First()
            : string.Join(',', InOrder(Dimensions).Select(dimension => $"{dimension.Key}={dimension.Value}"));

    /// <summary>No two metrics have the same: account, region, namespace, name, dimensions in order, statistic, period and unit, each with its length in
    /// bytes of UTF-8 before it. The database has made those of old rows by itself, so the layout never changes.</summary>
    public string Identity
    {
        get
        {
            var text = new StringBuilder("cloudwatch|");
            string[] head = [Account, Region, Namespace, Metric];
            string[] tail = [AskedStatistic, $"{AskedPeriod}", AskedUnit];
            foreach (var part in head.Concat(InOrder(Dimensions).SelectMany(one => new[] { one.Key, one.Value })).Concat(tail))
            {
                text.Append(Encoding.UTF8.GetByteCount(part)).Append(':').Append(part);
            }
            return text.ToString();
        }
    }

    /// <summary>Of what is asked for as in the catalogue, and of other statistics that lie in the range of its averages.</summary>
    public override ValueRange? DefaultRange =>
        Known is { DefaultMax: { } max } known
        && (IsAsCatalogued || (known.Statistic == "Average" && CloudWatchStatistic.IsOfValues(AskedStatistic)))
            ? new ValueRange(CatalogueMetric.DefaultMin, max)
            : null;

    public override MeasuredResource Measured => new(Thing, Kind?.Name ?? "", Account);

    private CatalogueMetric? Known => Catalogued ?? Catalogue.FindByName(Namespace, Metric);

    public override void Check(FieldPath at, ICollection<FieldViolation> violations) => CloudWatchMetricRules.Check(this, at, violations);

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

    /// <summary>By the bytes of their names, as the database orders them.</summary>
    private static IEnumerable<KeyValuePair<string, string>> InOrder(IReadOnlyDictionary<string, string> dimensions) =>
        dimensions.OrderBy(dimension => Convert.ToHexString(Encoding.UTF8.GetBytes(dimension.Key)), StringComparer.Ordinal);
}
