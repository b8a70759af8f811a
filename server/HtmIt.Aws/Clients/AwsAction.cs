namespace HtmIt.Aws.Clients;

/// <summary>An action of AWS that this service calls. Nothing else can be called, so that the policy of <see cref="AwsPolicy"/> has all that is
/// needed.</summary>
internal sealed class AwsAction
{
    public static readonly AwsAction GetMetricData = new("CloudWatch", "cloudwatch", nameof(GetMetricData), AwsPurpose.Collecting);

    public static readonly AwsAction ListMetrics = new("CloudWatch", "cloudwatch", nameof(ListMetrics), AwsPurpose.Listing);

    public static readonly AwsAction DescribeInstances = new("EC2", "ec2", nameof(DescribeInstances), AwsPurpose.Listing);
    public static readonly AwsAction DescribeVolumes = new("EC2", "ec2", nameof(DescribeVolumes), AwsPurpose.Listing);
    public static readonly AwsAction DescribeLoadBalancers = OfLoadBalancing(nameof(DescribeLoadBalancers));
    public static readonly AwsAction DescribeLoadBalancerTags = OfLoadBalancing("DescribeTags");
    public static readonly AwsAction DescribeAutoScalingGroups = new(
        "Auto Scaling",
        "autoscaling",
        nameof(DescribeAutoScalingGroups),
        AwsPurpose.Listing
    );
    public static readonly AwsAction DescribeDBInstances = new("RDS", "rds", nameof(DescribeDBInstances), AwsPurpose.Listing);
    public static readonly AwsAction DescribeClusters = new("Redshift", "redshift", nameof(DescribeClusters), AwsPurpose.Listing);
    public static readonly AwsAction ListTables = new("DynamoDB", "dynamodb", nameof(ListTables), AwsPurpose.Listing);
    public static readonly AwsAction ListQueues = new("SQS", "sqs", nameof(ListQueues), AwsPurpose.Listing);
    public static readonly AwsAction ListTopics = new("SNS", "sns", nameof(ListTopics), AwsPurpose.Listing);
    public static readonly AwsAction GetResources = new("Resource Groups Tagging", "tag", nameof(GetResources), AwsPurpose.Listing);

    public static readonly AwsAction AssumeRole = new("STS", "sts", nameof(AssumeRole), AwsPurpose.Role);
    public static readonly AwsAction PutObject = new("S3", "s3", nameof(PutObject), AwsPurpose.Feedback);
    public static readonly AwsAction SendRawEmail = new("SES", "ses", nameof(SendRawEmail), AwsPurpose.Mail);

    /// <summary>The way of one call for each metric, which the server does not go.</summary>
    public static readonly AwsAction GetMetricStatistics = new(
        "CloudWatch",
        "cloudwatch",
        nameof(GetMetricStatistics),
        AwsPurpose.Comparison
    );

    private AwsAction(string service, string prefix, string name, AwsPurpose purpose) =>
        (Service, Name, Permission, Purpose) = (service, name, $"{prefix}:{name}", purpose);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AwsAction> All { get; } =
    [.. typeof(AwsAction).GetFields().Where(field => field.IsStatic).Select(field => (AwsAction)field.GetValue(null)!)];

    /// <summary>The service's name in messages, e.g. <c>RDS</c>.</summary>
    public string Service { get; }

    /// <summary>As the service calls it.</summary>
    public string Name { get; }

    /// <summary>What IAM has to permit, e.g. <c>rds:DescribeDBInstances</c>.</summary>
    public string Permission { get; }

    public AwsPurpose Purpose { get; }

    public override string ToString() => $"{Service} {Name}";

    private static AwsAction OfLoadBalancing(string name) =>
        new("Elastic Load Balancing", "elasticloadbalancing", name, AwsPurpose.Listing);
}
