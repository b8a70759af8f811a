using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Mapping;

/// <summary>What is monitored, between wire and domain: the one place that knows every kind.</summary>
internal static class SpecMapping
{
    /// <param name="at">Where the caller has the spec.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static MetricSpec ToMetricSpec(V1.ModelSpec? spec, FieldPath at) =>
        spec?.MetricSpecCase switch
        {
            V1.ModelSpec.MetricSpecOneofCase.Custom => ToCustom(spec.Custom, at["custom"]),
            V1.ModelSpec.MetricSpecOneofCase.Cloudwatch => ToCloudWatch(spec.Cloudwatch, at["cloudwatch"]),
            V1.ModelSpec.MetricSpecOneofCase.Autostack => ToAutostack(spec.Autostack, at["autostack"]),
            _ => throw at.Invalid("", "must name what to monitor: custom, cloudwatch or autostack"),
        };

    public static V1.ModelSpec ToProto(MetricSpec metric) =>
        metric switch
        {
            CustomMetricSpec custom => new() { Custom = ToProto(custom) },
            CloudWatchMetricSpec cloudWatch => new() { Cloudwatch = ToProto(cloudWatch) },
            AutostackMetricSpec autostack => new() { Autostack = ToProto(autostack) },
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };

    /// <summary>Null for none.</summary>
    public static int? ToPeriod(V1.AutostackMetricSpec spec, FieldPath at) =>
        spec.Period switch
        {
            null => null,
            { Seconds: CatalogueMetric.PeriodSeconds, Nanos: 0 } => CatalogueMetric.PeriodSeconds,
            var other => throw at["period"].Invalid(other, $"must be {CatalogueMetric.PeriodSeconds} seconds"),
        };

    public static V1.CloudWatchMetricSpec ToProto(CloudWatchMetricSpec spec) =>
        new()
        {
            Region = spec.Region,
            Namespace = spec.Namespace,
            MetricName = spec.Metric,
            Dimensions = { new Dictionary<string, string>(spec.Dimensions) },
            Account = spec.Account,
            Statistic = spec.Statistic,
            Period = spec.PeriodSeconds is { } seconds ? Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) : null,
            AwsUnit = spec.AwsUnit,
            MissingData = (V1.MissingData)spec.MissingData,
        };

    private static CustomMetricSpec ToCustom(V1.CustomMetricSpec custom, FieldPath at) =>
        new(MetricTargetMapping.ToTarget(custom.Target, at["target"]));

    public static CloudWatchMetricSpec ToCloudWatch(V1.CloudWatchMetricSpec spec, FieldPath at) =>
        new(spec.Region, spec.Namespace, spec.MetricName, new Dictionary<string, string>(spec.Dimensions))
        {
            Account = spec.Account,
            Statistic = spec.Statistic,
            PeriodSeconds = spec.Period is { } period ? period.Seconds + (period.Nanos / 1e9) : null,
            AwsUnit = spec.AwsUnit,
            MissingData = ToMissingData(spec.MissingData, at),
        };

    private static MissingData ToMissingData(V1.MissingData missing, FieldPath at) =>
        missing is V1.MissingData.Unspecified or V1.MissingData.LeaveOut or V1.MissingData.Zero
            ? (MissingData)missing
            : throw at["missing_data"].Invalid(missing, "must be one of the values of MissingData");

    private static AutostackMetricSpec ToAutostack(V1.AutostackMetricSpec spec, FieldPath at) =>
        new(
            AutostackMapping.ToId($"{at["autostack"]}", spec.Autostack),
            AutostackMetric.SlaveOf(spec.Namespace),
            spec.Namespace,
            spec.MetricName
        )
        {
            PeriodSeconds = ToPeriod(spec, at),
        };

    private static V1.CustomMetricSpec ToProto(CustomMetricSpec custom) => new() { Target = MetricTargetMapping.ToProto(custom.Key) };

    private static V1.AutostackMetricSpec ToProto(AutostackMetricSpec spec) =>
        new()
        {
            Autostack = spec.Autostack.ResourceName,
            Namespace = spec.Namespace,
            MetricName = spec.Metric,
            Period = spec.PeriodSeconds is { } seconds ? Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) : null,
        };
}
