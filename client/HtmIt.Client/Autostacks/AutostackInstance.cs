namespace HtmIt.Client;

/// <summary>A resource that matches the filters of an autostack: an EC2 instance, or one of another kind.</summary>
/// <param name="InstanceId">Its id, e.g. <c>i-0abc</c>, or the name of a queue.</param>
/// <param name="State">The provider's word for its state, e.g. <c>running</c>; empty for kinds other than EC2 instances and RDS databases.</param>
/// <param name="InstanceType">EC2 instance type, e.g. <c>m5.large</c>; empty for other kinds.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Tags">Its tags.</param>
public sealed record AutostackInstance(
    string InstanceId,
    string State,
    string InstanceType,
    string Region,
    IReadOnlyDictionary<string, string> Tags
)
{
    /// <summary>When it was launched, in UTC; absent when EC2 does not say, and for other kinds.</summary>
    public DateTimeOffset? LaunchTime { get; init; }

    /// <summary>Its kind as CloudFormation names it.</summary>
    public string AwsResourceType { get; init; } = "";
}
