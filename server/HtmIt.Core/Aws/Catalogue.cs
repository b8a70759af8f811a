using HtmIt.Core.Metrics;
using static HtmIt.Core.Aws.AwsResourceType;

namespace HtmIt.Core.Aws;

/// <summary>The CloudWatch metrics that can be monitored, with their statistics, units and ranges.</summary>
public static class Catalogue
{
    private const double Million = 1_000_000;

    public static IReadOnlyList<CatalogueMetric> Metrics { get; } =
    [
        Metric(Ec2Instance, "CPUUtilization", "Percent", 100, isDefault: true),
        Metric(Ec2Instance, "DiskReadBytes", "Bytes", Million),
        Metric(Ec2Instance, "DiskWriteBytes", "Bytes", Million, isDefault: true),
        Metric(Ec2Instance, "NetworkIn", "Bytes", 10 * Million, isDefault: true),
        Metric(Ec2Instance, "NetworkOut", "Bytes", 10 * Million),
        Metric(EbsVolume, "VolumeQueueLength", "Count"),
        Metric(EbsVolume, "VolumeReadBytes", "Bytes", Million, isDefault: true),
        Metric(EbsVolume, "VolumeTotalReadTime", "Seconds"),
        Metric(EbsVolume, "VolumeTotalWriteTime", "Seconds"),
        Metric(EbsVolume, "VolumeWriteBytes", "Bytes", Million, isDefault: true),
        Metric(LoadBalancer, "Latency", "Seconds", 3, isDefault: true),
        Sum(LoadBalancer, "RequestCount", "Count", 1000, isDefault: true),
        Sum(AutoScalingGroup, "GroupTotalInstances", "None", 114, isDefault: true),
        OfGroup("CPUUtilization", "Percent", 100),
        OfGroup("DiskReadBytes", "Bytes", Million),
        OfGroup("DiskWriteBytes", "Bytes", Million),
        OfGroup("NetworkIn", "Bytes", 10 * Million),
        OfGroup("NetworkOut", "Bytes", 10 * Million),
        Metric(DynamoDbTable, "ConsumedReadCapacityUnits", "Count", isDefault: true),
        Metric(DynamoDbTable, "ConsumedWriteCapacityUnits", "Count", isDefault: true),
        Sum(DynamoDbTable, "ReturnedItemCount", "Count", isDefault: true),
        Sum(SqsQueue, "NumberOfEmptyReceives", "Count"),
        Sum(SqsQueue, "NumberOfMessagesDeleted", "Count"),
        Sum(SqsQueue, "NumberOfMessagesSent", "Count", isDefault: true),
        Sum(SqsQueue, "NumberOfMessagesReceived", "Count", isDefault: true),
        Metric(SqsQueue, "SentMessageSize", "Bytes", 10_000, isDefault: true),
        Sum(SnsTopic, "NumberOfMessagesPublished", "Count", isDefault: true),
        Sum(RedshiftCluster, "DatabaseConnections", "Count", 500, isDefault: true),
        Metric(RdsInstance, "CPUUtilization", "Percent", 100, isDefault: true),
        Metric(RdsInstance, "DatabaseConnections", "Count", 1000, isDefault: true),
        Metric(RdsInstance, "DiskQueueDepth", "Count", 10_000),
        Metric(RdsInstance, "FreeableMemory", "Bytes", 300 * Million),
        Metric(RdsInstance, "ReadIOPS", "Count/Second"),
        Metric(RdsInstance, "ReadLatency", "Seconds", 2),
        Metric(RdsInstance, "ReadThroughput", "Bytes/Second", Million),
        Metric(RdsInstance, "SwapUsage", "Bytes"),
        Metric(RdsInstance, "WriteIOPS", "Count/Second"),
        Metric(RdsInstance, "WriteLatency", "Seconds", 2),
        Metric(RdsInstance, "WriteThroughput", "Bytes/Second"),
    ];

    /// <summary>The metric with this namespace, name and exactly these dimension names; null when there is none.</summary>
    public static CatalogueMetric? Find(string ns, string name, IEnumerable<string> dimensions) =>
        dimensions.ToArray() is [var dimension]
            ? Metrics.FirstOrDefault(metric => metric.Namespace == ns && metric.Name == name && metric.Type.Dimension == dimension)
            : null;

    /// <summary>What is monitored when a whole resource is.</summary>
    public static IEnumerable<CatalogueMetric> DefaultsOf(AwsResourceType type) =>
        Metrics.Where(metric => metric.Type == type && metric.IsDefault);

    private static CatalogueMetric Metric(AwsResourceType type, string name, string unit, double? max = null, bool isDefault = false) =>
        new(type, type.Namespace, name, "Average", unit, max, isDefault);

    private static CatalogueMetric Sum(AwsResourceType type, string name, string unit, double? max = null, bool isDefault = false) =>
        new(type, type.Namespace, name, "Sum", unit, max, isDefault);

    /// <summary>An EC2 metric over the members of an Auto Scaling group.</summary>
    private static CatalogueMetric OfGroup(string name, string unit, double max) =>
        new(AutoScalingGroup, Ec2Instance.Namespace, name, "Average", unit, max, IsDefault: false);
}
