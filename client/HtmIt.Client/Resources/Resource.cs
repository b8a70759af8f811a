namespace HtmIt.Client;

/// <summary>A thing with monitored metrics.</summary>
/// <param name="Name">Name; opaque.</param>
/// <param name="Text">What <see cref="Metric.Resource"/> holds for its metrics.</param>
public sealed record Resource(string Name, string Text)
{
    private const string Prefix = "resources/";

    /// <summary>AWS region; empty for custom metrics.</summary>
    public string Region { get; init; } = "";

    /// <summary>Namespace of its metrics, e.g. AWS/EC2; for custom metrics the name of the first.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Id of the AWS resource; empty for custom metrics and autostacks.</summary>
    public string AwsResourceId { get; init; } = "";

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

    /// <summary>The name of the resource with this server, e.g. <c>us-west-2/AWS/EC2/i-0abc</c>.</summary>
    public static string NameOf(string resource)
    {
        ArgumentException.ThrowIfNullOrEmpty(resource);
        return Prefix + Uri.EscapeDataString(resource);
    }
}
