using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A member of an autostack.</summary>
internal sealed class AutostackInstanceView(AutostackInstance instance)
{
    public string InstanceId => instance.InstanceId;

    public string State => instance.State;

    public string InstanceType => instance.InstanceType;

    public string Region => instance.Region;

    public string AwsResourceType => instance.AwsResourceType;

    public DateTime? LaunchTime => instance.LaunchTime?.UtcDateTime;

    public IReadOnlyDictionary<string, string> Tags => instance.Tags;
}
