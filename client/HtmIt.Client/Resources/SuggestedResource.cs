namespace HtmIt.Client;

/// <summary>An AWS resource that could be monitored.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="TagName">Friendly name of the resource; empty if it has none.</param>
public sealed record SuggestedResource(AwsResource Resource, string TagName)
{
    /// <summary>The name it has once it is monitored, and has already if it is.</summary>
    public string ResourceName { get; init; } = "";
}
