namespace HtmIt.Client.Errors;

/// <summary>There is no such resource.</summary>
public sealed class ResourceNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The resource that was asked for.</summary>
    public string? Resource => Value("resource");
}
