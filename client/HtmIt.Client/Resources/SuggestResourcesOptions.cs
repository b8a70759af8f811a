namespace HtmIt.Client;

/// <summary>Where to look for what could be monitored.</summary>
public sealed record SuggestResourcesOptions
{
    /// <summary>AWS region, e.g. <c>us-west-2</c>. Default: that of the server's settings.</summary>
    public string Region { get; init; } = "";

    /// <summary>Name of an account from the server's settings. Default: the server's default credentials.</summary>
    public string Account { get; init; } = "";
}
