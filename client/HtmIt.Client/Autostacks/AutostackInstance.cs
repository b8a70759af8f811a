namespace HtmIt.Client;

/// <summary>An EC2 instance that matches the filters of an autostack.</summary>
/// <param name="InstanceId">Its id, e.g. <c>i-0abc</c>.</param>
/// <param name="State">EC2's word for its state, e.g. <c>running</c>.</param>
/// <param name="InstanceType">EC2 instance type, e.g. <c>m5.large</c>.</param>
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
    /// <summary>When it was launched, in UTC; absent when EC2 does not say.</summary>
    public DateTimeOffset? LaunchTime { get; init; }
}
