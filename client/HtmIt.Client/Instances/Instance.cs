namespace HtmIt.Client;

/// <summary>A thing with monitored metrics.</summary>
/// <param name="Name">Resource name; opaque.</param>
/// <param name="Server">What <see cref="Metric.Server"/> holds for its metrics.</param>
public sealed record Instance(string Name, string Server)
{
    private const string Prefix = "instances/";

    /// <summary>AWS region; empty for custom metrics.</summary>
    public string Location { get; init; } = "";

    /// <summary>Namespace of its metrics, e.g. AWS/EC2; for custom metrics the name of the first.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Id of the AWS resource; empty for custom metrics and autostacks.</summary>
    public string ResourceId { get; init; } = "";

    /// <summary>Name of the account it is collected with; empty for the server's default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>Friendly name of the thing; empty if it has none.</summary>
    public string TagName { get; init; } = "";

    /// <summary>The states that its metrics are in, each once.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    /// <summary>Why metrics failed, a line for each different reason; empty when none did.</summary>
    public string Message { get; init; } = "";

    /// <summary>How many of its metrics are monitored.</summary>
    public int MetricCount { get; init; }

    /// <summary>The resource name of the instance with this server, e.g. <c>us-west-2/AWS/EC2/i-0abc</c>.</summary>
    public static string NameOf(string server)
    {
        ArgumentException.ThrowIfNullOrEmpty(server);
        return Prefix + Uri.EscapeDataString(server);
    }
}
