namespace HtmIt.Client;

/// <summary>A thing with monitored metrics.</summary>
/// <param name="Name">Name; opaque. That of a resource which is monitored again is the one it had before.</param>
/// <param name="Text">What <see cref="Metric.Resource"/> holds for its metrics.</param>
public sealed record Resource(string Name, string Text)
{
    /// <summary>AWS region; empty for custom metrics.</summary>
    public string Region { get; init; } = "";

    /// <summary>Namespace of its metrics, e.g. AWS/EC2; for custom metrics the name of the first.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Id of the AWS resource; empty for custom metrics and autostacks.</summary>
    public string AwsResourceId { get; init; } = "";

    /// <summary>Kind of the AWS resource, e.g. AWS::EC2::Instance; empty for custom metrics and autostacks.</summary>
    public string AwsResourceType { get; init; } = "";

    /// <summary>Name of the account it is collected with; empty for the server's default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>Friendly name of the thing; empty if it has none.</summary>
    public string TagName { get; init; } = "";

    /// <summary>The states that its metrics are in, each once.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    /// <summary>Why metrics failed, a line for each different reason; empty when none did.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>How many of its metrics are monitored.</summary>
    public int MetricCount { get; init; }

    /// <summary>How collecting goes of the metric of which there is most to say; null for what is not collected from AWS.</summary>
    public CollectState? Collecting { get; init; }

    /// <summary>Time of the newest stored sample of all its metrics, in UTC; absent when there is none.</summary>
    public DateTimeOffset? LastSampleTime { get; init; }
}
