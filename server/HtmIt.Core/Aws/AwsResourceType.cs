using HtmIt.Core.Names;

namespace HtmIt.Core.Aws;

/// <summary>A kind of AWS resource.</summary>
/// <param name="Name">Name as CloudFormation has it, e.g. <c>AWS::EC2::Instance</c>; where that is one name for several kinds, with what tells them
/// apart in the ids of resources.</param>
/// <param name="Namespace">CloudWatch namespace by which instances of this kind are addressed.</param>
/// <param name="Dimension">CloudWatch dimension that identifies one.</param>
/// <param name="Description">Sentence about a metric of one: {0} metric, {1} resource id, {2} region.</param>
public sealed record AwsResourceType(string Name, string Namespace, string Dimension, string Description)
{
    public static readonly AwsResourceType Ec2Instance = new(
        "AWS::EC2::Instance",
        "AWS/EC2",
        "InstanceId",
        "{0} on EC2 instance {1} in {2} region"
    )
    {
        HasFilters = true,
        IdleStates = ["pending", "shutting-down", "stopped", "stopping", "terminated"],
    };

    public static readonly AwsResourceType EbsVolume = new("AWS::EC2::Volume", "AWS/EBS", "VolumeId", "{0} on Volume {1} in {2}");

    public static readonly AwsResourceType LoadBalancer = new(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "AWS/ELB",
        "LoadBalancerName",
        "{0} on ELB Load Balancer {1} in {2} region"
    );

    public static readonly AwsResourceType AutoScalingGroup = new(
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS/AutoScaling",
        "AutoScalingGroupName",
        "{0} on AutoScalingGroupName {1} in {2}"
    );

    public static readonly AwsResourceType DynamoDbTable = new(
        "AWS::DynamoDB::Table",
        "AWS/DynamoDB",
        "TableName",
        "{0} for DynamoDB Table {1} in {2}"
    );

    public static readonly AwsResourceType SqsQueue = new("AWS::SQS::Queue", "AWS/SQS", "QueueName", "{0} for Queue {1} in {2}");

    /// <remarks>CloudWatch's own name of the dimension. The original asked for <c>Topic</c>, of which there is no data.</remarks>
    public static readonly AwsResourceType SnsTopic = new("AWS::SNS::Topic", "AWS/SNS", "TopicName", "{0} for Topic {1} in {2}");

    public static readonly AwsResourceType RedshiftCluster = new(
        "AWS::Redshift::Cluster",
        "AWS/Redshift",
        "ClusterIdentifier",
        "{0} for {1} in {2}"
    );

    public static readonly AwsResourceType RdsInstance = new(
        "AWS::RDS::DBInstance",
        "AWS/RDS",
        "DBInstanceIdentifier",
        "{0} on Database {1} in {2}"
    )
    {
        IdleStates = ["creating", "deleting", "failed", "starting", "stopped", "stopping"],
    };

    public static readonly AwsResourceType ApplicationLoadBalancer = new(
        "AWS::ElasticLoadBalancingV2::LoadBalancer/app",
        "AWS/ApplicationELB",
        "LoadBalancer",
        "{0} on Application Load Balancer {1} in {2} region"
    );

    public static readonly AwsResourceType NetworkLoadBalancer = new(
        "AWS::ElasticLoadBalancingV2::LoadBalancer/net",
        "AWS/NetworkELB",
        "LoadBalancer",
        "{0} on Network Load Balancer {1} in {2} region"
    );

    public static readonly AwsResourceType LambdaFunction = new(
        "AWS::Lambda::Function",
        "AWS/Lambda",
        "FunctionName",
        "{0} of Lambda function {1} in {2} region"
    );

    /// <summary>The kinds that can be monitored as a whole.</summary>
    public static IReadOnlyList<AwsResourceType> All { get; } =
    [Ec2Instance, EbsVolume, LoadBalancer, AutoScalingGroup, DynamoDbTable, SqsQueue, SnsTopic, RedshiftCluster, RdsInstance];

    /// <summary>The kinds that can be grouped by their tags: all of the above, and those that are otherwise found by their metrics alone.</summary>
    public static IReadOnlyList<AwsResourceType> Groupable { get; } =
    [.. All, ApplicationLoadBalancer, NetworkLoadBalancer, LambdaFunction];

    /// <summary>Whether the provider selects them by other attributes than their tags, too.</summary>
    public bool HasFilters { get; private init; }

    /// <summary>The provider's words for the states in which one has no data.</summary>
    public IReadOnlyList<string> IdleStates { get; private init; } = [];

    /// <summary>Whether the provider has a word for the state of one, e.g. <c>running</c>.</summary>
    public bool HasStatus => this == Ec2Instance || this == RdsInstance;

    /// <summary>Whether the name that people gave one, its Name tag, is kept with its metrics.</summary>
    public bool HasName => this == Ec2Instance || this == AutoScalingGroup;

    /// <summary>The kind of this name; null when there is none.</summary>
    public static AwsResourceType? OfName(string name) => Groupable.FirstOrDefault(type => type.Name == name);

    /// <summary>The kind addressed by a namespace; null when there is none.</summary>
    public static AwsResourceType? OfNamespace(string ns) => All.FirstOrDefault(type => type.Namespace == ns);

    /// <summary>What the metrics of one have as their resource.</summary>
    public string TextOf(string region, string id) => ResourceText.Fit($"{region}/{Namespace}/{id}");

    /// <summary>The resource that one becomes when it is monitored.</summary>
    public ResourceId ResourceOf(string account, string region, string id) => ResourceId.Of(account, TextOf(region, id));

    public override string ToString() => Name;
}
