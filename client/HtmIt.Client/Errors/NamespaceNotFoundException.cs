namespace HtmIt.Client.Errors;

/// <summary>There is no such CloudWatch namespace.</summary>
public sealed class NamespaceNotFoundException(HtmItError error) : CloudWatchNotFoundException(error)
{
    /// <summary>The namespace that was asked for.</summary>
    public string? Namespace => Value("namespace");
}
