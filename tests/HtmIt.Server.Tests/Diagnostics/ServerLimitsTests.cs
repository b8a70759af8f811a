using System.Reflection;
using System.Text.RegularExpressions;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Diagnostics;

/// <summary>Every bound that a client can run into is told by the server: each constant and setting that is called like one is either a field
/// of <see cref="ServerLimits"/>, or is named here with the reason why not.</summary>
public sealed partial class ServerLimitsTests : ServerFixture
{
    /// <summary>By what they are in the code.</summary>
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["MessageSize.Max"] = "message_bytes",
        ["IngestOptions.MaxBatchSamples"] = "batch_samples",
        ["IngestOptions.MaxBatchSeries"] = "batch_series",
        ["IngestOptions.MaxPendingSamples"] = "stream_pending_samples",
        ["IngestOptions.MaxGraphiteConnections"] = "graphite_connections",
        ["NewMetricOptions.MaxCustomMetrics"] = "metrics",
        ["NewMetricOptions.NewMetricsPerSecond"] = "new_metrics_per_second",
        ["MetricNames.LongestName"] = "metric_name_characters",
        ["MetricKeyRules.MostLabels"] = "labels",
        ["MetricKeyRules.LongestKey"] = "label_key_characters",
        ["MetricKeyRules.LongestValue"] = "label_value_characters",
        ["MetricKeyRules.MostBytes"] = "key_bytes",
        ["MetricSelectorRules.MostMetrics"] = "selector_metrics",
        ["MetricSelectorRules.MostLabels"] = "selector_labels",
        ["MetricSelectorRules.LongestPattern"] = "selector_pattern_characters",
        ["MetricDataMapping.MostWatchedMetrics"] = "selector_metrics",
        ["PageSize.Max"] = "page_size",
        ["MetricDataGrpcService.LargestPage"] = "data_page_size",
        ["BucketDivision.MostBuckets"] = "buckets",
        ["ModelGrpcService.LargestBatch"] = "batch_items",
        ["NotificationGrpcService.LargestBatch"] = "batch_items",
        ["ResourceGrpcService.LargestBatch"] = "batch_items",
        ["MetricGrpcService.LargestBatch"] = "batch_items",
        ["ImportSession.MostSamples"] = "import_samples",
    };

    /// <summary>Lengths of single texts, which the comments of their fields tell.</summary>
    private static readonly string[] ToldAtTheirFields =
    [
        "DeviceRules",
        "MetricDetailsRules",
        "AnnotationRules",
        "AutostackRules",
        "ResourceFilterRules",
        "CustomMetricSpec",
        "CloudWatchMetricSpec",
        "MonitorResource",
        "MetricSelectorRules",
        "WholeMapping",
        "WholeImportSession",
        "AutostackGrpcService",
        "NotificationHistory",
        "BucketDivision.LongestWidth",
        "CloudWatchGrpcService",
        "CloudWatchMetricRules",
        "SimulateDevice",
    ];

    /// <summary>What no request can run into: sizes of work, of memory and of what the server itself says.</summary>
    private static readonly string[] Inner =
    [
        "IngestLanes",
        "NotificationPosition",
        "SaveDevice",
        "FieldViolation",
        "Suggestions",
        "ICloudWatch",
        "PageToken",
        "MetricDirectory",
        "DefaultResources",
        "ExportCustomModel",
        "ImportCustomSamples",
        "CustomMetric",
        "Autostack",
        "PublicationDelay",
        "LongSilence",
        "CollectionIntake",
        "Rankings",
        "CollectionBatches",
        "CollectionWindow",
        "GracePeriod",
        "WatchMetricData",
        "WatchPosition",
        "SeenMetrics",
        "IProviderStateStore",
        "OutcomeMapping",
        "MessageBounds",
        "RpcErrors",
        "GraphiteExample",
        "GraphiteLine",
        "GraphiteIntake",
        "GraphiteUdpListener",
        "GraphitePickleHandler",
        "PickleReader",
        "AutomaticModelOptions",
        "UnmonitoredReport",
        "HoldBackReport",
        "IngestOptions.MaxQueuedBytes",
        "IngestOptions.MaxUnreadSeconds",
        "IngestOptions.MaxSamplesPerTurn",
        "NotificationOptions",
        "FeedbackOptions",
        "CollectorOptions",
        "WatchOptions",
        "CloudWatchDescription",
        "ResourceText",
        "ZeroFill",
    ];

    /// <summary>Told in another unit or under another name.</summary>
    private static readonly Dictionary<string, string> ToldOtherwise = new()
    {
        ["IngestOptions.MaxFutureSeconds"] = "sample_future",
        ["RankingSpan.Longest"] = "ranking_window",
    };

    private static readonly Assembly[] Assemblies =
    [
        typeof(HtmIt.Core.Metrics.Metric).Assembly,
        typeof(HtmIt.Server.Hosting.ServerHost).Assembly,
    ];

    [Test]
    public void Limits_OfTheCode_AreFieldsOrHaveAReason()
    {
        var unknown = Constants()
            .Select(one => one.Name)
            .Concat(SettingValues().Select(one => one.Name))
            .Where(name =>
                !Fields.ContainsKey(name)
                && !ToldOtherwise.ContainsKey(name)
                && !Inner.Concat(ToldAtTheirFields).Any(known => known == name || name.StartsWith($"{known}.", StringComparison.Ordinal))
            );
        Assert.That(unknown, Is.Empty, "tell it in ServerLimits, or name it here with its reason");
    }

    [Test]
    public async Task Limits_Told_AreThoseOfTheCode()
    {
        var limits = (await new DiagnosticsService.DiagnosticsServiceClient(Channel).GetServerInfoAsync(new())).Limits;
        var told = ServerLimits
            .Descriptor.Fields.InDeclarationOrder()
            .ToDictionary(field => field.Name, field => field.Accessor.GetValue(limits));
        foreach (var (name, value) in Constants().Concat(SettingValues()).Where(one => Fields.ContainsKey(one.Name)))
        {
            Assert.That(Convert.ToInt64(told[Fields[name]], null), Is.EqualTo(value), name);
        }
        var missing = told.Where(one => one.Value is 0 or 0L && one.Key is not ("resources")).Select(one => one.Key);
        Assert.That(missing, Is.Empty);
    }

    private static IEnumerable<(string Name, long Value)> Constants() =>
        from type in Assemblies.SelectMany(assembly => assembly.GetTypes())
        where !type.Name.Contains('<', StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.IsLiteral && LimitName().IsMatch(field.Name) && field.GetRawConstantValue() is int or long
        select ($"{type.Name}.{field.Name}", Convert.ToInt64(field.GetRawConstantValue(), null));

    private IEnumerable<(string Name, long Value)> SettingValues() =>
        from type in Assemblies.SelectMany(assembly => assembly.GetTypes())
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false }
        where type.GetConstructor([]) is not null
        let value = ((IOptionsOf)Activator.CreateInstance(typeof(OptionsOf<>).MakeGenericType(type))!).Read(Server.Services)
        from property in type.GetProperties()
        where LimitName().IsMatch(property.Name) || property.Name.EndsWith("PerSecond", StringComparison.Ordinal)
        where property.PropertyType == typeof(int) || property.PropertyType == typeof(long)
        select ($"{type.Name}.{property.Name}", Convert.ToInt64(property.GetValue(value), null));

    [GeneratedRegex("^(Max|Most|Longest|Largest)([A-Z]|$)")]
    private static partial Regex LimitName();

    private interface IOptionsOf
    {
        object Read(IServiceProvider services);
    }

    private sealed class OptionsOf<T> : IOptionsOf
        where T : class
    {
        public object Read(IServiceProvider services) => services.GetRequiredService<IOptions<T>>().Value;
    }
}
