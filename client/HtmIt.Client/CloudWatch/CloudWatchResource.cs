namespace HtmIt.Client;

/// <summary>A resource that exists at AWS.</summary>
/// <param name="AwsResourceId">What the identifying dimension holds.</param>
/// <param name="AwsResourceType">Its kind, e.g. <c>AWS::EC2::Instance</c>.</param>
/// <param name="Region">The region it is in.</param>
public sealed record CloudWatchResource(string AwsResourceId, string AwsResourceType, string Region)
{
    /// <summary>CloudWatch namespace by which resources of its kind are addressed.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The dimension that identifies it.</summary>
    public string Dimension { get; init; } = "";

    /// <summary>Value of its Name tag; empty when it has none.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The provider's word for its state; empty for kinds other than EC2 instances and RDS databases.</summary>
    public string ProviderState { get; init; } = "";

    /// <summary>Its tags. Not read for SQS, SNS and DynamoDB.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
